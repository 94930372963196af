package dev.plimsoll.work;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Orders in progress, in the order in which they were taken. Thread-safe.
 *
 * <p>The length of a lease is one for all, so the one that was taken first ends first, also after the setting was changed.
 * The lists are striped by thread, since who takes an order mostly finishes it.
 */
final class Leases<T> {
    private static final int STRIPES = 8;

    private final LongSupplier clock;

    @SuppressWarnings({"unchecked", "rawtypes"})
    private final Stripe<T>[] stripes = new Stripe[STRIPES];

    Leases(LongSupplier clock) {
        this.clock = clock;
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Stripe<>();
        }
    }

    /** Begins the lease of an order that the caller owns; returns when. */
    long begin(Entry<T> entry) {
        Stripe<T> stripe = stripes[(int) Thread.currentThread().getId() & (STRIPES - 1)];
        stripe.lock.lock();
        try {
            long now = clock.getAsLong();
            stripe.begin(entry, now);
            return now;
        } finally {
            stripe.lock.unlock();
        }
    }

    /** Lets a lease begin anew; false when there is none. */
    boolean renew(Entry<T> entry) {
        return end(entry, true);
    }

    /** Ends a lease; false when there is none any more, else the caller owns the order. */
    boolean end(Entry<T> entry) {
        return end(entry, false);
    }

    /** Ends the leases that began before a moment; the receiver owns each, and is called outside the lock. */
    void endOlderThan(long nanos, Consumer<Entry<T>> receiver) {
        for (Stripe<T> stripe : stripes) {
            for (Entry<T> ended = endFirst(stripe, nanos); ended != null; ended = endFirst(stripe, nanos)) {
                receiver.accept(ended);
            }
        }
    }

    int size() {
        int size = 0;
        for (Stripe<T> stripe : stripes) {
            size += stripe.size();
        }
        return size;
    }

    private @Nullable Entry<T> endFirst(Stripe<T> stripe, long nanos) {
        stripe.lock.lock();
        try {
            Entry<T> first = stripe.first;
            if (first == null || first.takenNanos - nanos > 0) {
                return null;
            }
            stripe.remove(first);
            first.stripe = null;
            return first;
        } finally {
            stripe.lock.unlock();
        }
    }

    private boolean end(Entry<T> entry, boolean beginAgain) {
        Stripe<T> stripe = entry.stripe;
        while (stripe != null) {
            stripe.lock.lock();
            try {
                if (entry.stripe == stripe) { // else it came back and was taken again in between
                    stripe.remove(entry);
                    entry.stripe = null;
                    if (beginAgain) {
                        stripe.begin(entry, clock.getAsLong());
                    }
                    return true;
                }
            } finally {
                stripe.lock.unlock();
            }
            stripe = entry.stripe;
        }
        return false;
    }

    static final class Stripe<T> {
        final ReentrantLock lock = new ReentrantLock();
        int size;

        @Nullable
        Entry<T> first;

        @Nullable
        Entry<T> last;

        int size() {
            lock.lock();
            try {
                return size;
            } finally {
                lock.unlock();
            }
        }

        void begin(Entry<T> entry, long nowNanos) {
            entry.takenNanos = nowNanos;
            append(entry);
            entry.stripe = this;
        }

        private void append(Entry<T> entry) {
            entry.before = last;
            entry.after = null;
            if (last == null) {
                first = entry;
            } else {
                last.after = entry;
            }
            last = entry;
            size++;
        }

        void remove(Entry<T> entry) {
            Entry<T> before = entry.before;
            Entry<T> after = entry.after;
            if (before == null) {
                first = after;
            } else {
                before.after = after;
            }
            if (after == null) {
                last = before;
            } else {
                after.before = before;
            }
            entry.before = null;
            entry.after = null;
            size--;
        }
    }
}
