package dev.plimsoll.work;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * All orders of a queue that are not yet in the archive, by id, up to the capacity. Thread-safe.
 *
 * <p>A hash table in stripes whose chains link the orders themselves. A {@code ConcurrentHashMap} costs an offer more than
 * everything else, since its count is where producers and the archive meet, which here is counted once and by batches.
 */
final class LiveOrders<T> {
    private static final int STRIPES = 64;

    private final IntSupplier capacity;
    private final AtomicInteger count = new AtomicInteger();

    @SuppressWarnings({"unchecked", "rawtypes"})
    private final Stripe<T>[] stripes = new Stripe[STRIPES];

    LiveOrders(IntSupplier capacity) {
        this.capacity = capacity;
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Stripe<>();
        }
    }

    /** Claims the id and a place, both or neither. */
    OfferResult claim(Entry<T> entry) {
        int hash = hash(entry.order.id());
        Stripe<T> stripe = stripe(hash);
        stripe.lock.lock();
        try {
            if (stripe.find(entry.order.id(), hash) != null) {
                return OfferResult.DUPLICATE;
            }
            if (!claimPlace()) {
                return OfferResult.FULL;
            }
            stripe.add(entry, hash);
            return OfferResult.ACCEPTED;
        } finally {
            stripe.lock.unlock();
        }
    }

    @Nullable
    Entry<T> find(String id) {
        int hash = hash(id);
        Stripe<T> stripe = stripe(hash);
        stripe.lock.lock();
        try {
            return stripe.find(id, hash);
        } finally {
            stripe.lock.unlock();
        }
    }

    /** Forgets an order; its place is free only after {@link #freePlaces}. */
    void forget(Entry<T> entry) {
        int hash = hash(entry.order.id());
        Stripe<T> stripe = stripe(hash);
        stripe.lock.lock();
        try {
            stripe.remove(entry, hash);
        } finally {
            stripe.lock.unlock();
        }
    }

    void freePlaces(int places) {
        count.addAndGet(-places);
    }

    int count() {
        return count.get();
    }

    List<Entry<T>> all() {
        List<Entry<T>> all = new ArrayList<>(count.get());
        for (Stripe<T> stripe : stripes) {
            stripe.lock.lock();
            try {
                stripe.addTo(all);
            } finally {
                stripe.lock.unlock();
            }
        }
        return all;
    }

    private boolean claimPlace() {
        int limit = capacity.getAsInt();
        int before = count.get();
        while (before < limit) {
            if (count.compareAndSet(before, before + 1)) {
                return true;
            }
            before = count.get();
        }
        return false;
    }

    private Stripe<T> stripe(int hash) {
        return stripes[hash & (STRIPES - 1)];
    }

    private static int hash(String id) {
        int hash = id.hashCode() * 0x9E3779B9;
        return hash ^ (hash >>> 16);
    }

    /** A part of the table, guarded by its lock. */
    private static final class Stripe<T> {
        final ReentrantLock lock = new ReentrantLock();
        private @Nullable Entry<T>[] table = newTable(16);
        private int size;

        @Nullable
        Entry<T> find(String id, int hash) {
            Entry<T> entry = table[slot(hash, table.length)];
            while (entry != null && !entry.order.id().equals(id)) {
                entry = entry.nextById;
            }
            return entry;
        }

        void add(Entry<T> entry, int hash) {
            if (size >= table.length) {
                grow();
            }
            link(entry, slot(hash, table.length));
            size++;
        }

        void remove(Entry<T> entry, int hash) {
            int slot = slot(hash, table.length);
            Entry<T> before = null;
            Entry<T> at = table[slot];
            while (at != null && at != entry) {
                before = at;
                at = at.nextById;
            }
            if (at == null) {
                return;
            }
            if (before == null) {
                table[slot] = entry.nextById;
            } else {
                before.nextById = entry.nextById;
            }
            entry.nextById = null;
            size--;
        }

        void addTo(List<Entry<T>> all) {
            for (Entry<T> first : table) {
                for (Entry<T> entry = first; entry != null; entry = entry.nextById) {
                    all.add(entry);
                }
            }
        }

        private void grow() {
            List<Entry<T>> entries = new ArrayList<>(size);
            addTo(entries);
            table = newTable(table.length * 2);
            for (Entry<T> entry : entries) {
                link(entry, slot(hash(entry.order.id()), table.length));
            }
        }

        private void link(Entry<T> entry, int slot) {
            entry.nextById = table[slot];
            table[slot] = entry;
        }

        private static int slot(int hash, int length) {
            return (hash >>> 6) & (length - 1);
        }

        @SuppressWarnings({"unchecked", "rawtypes"})
        private static <T> @Nullable Entry<T>[] newTable(int length) {
            return new Entry[length];
        }
    }
}
