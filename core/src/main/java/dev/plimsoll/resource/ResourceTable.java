package dev.plimsoll.resource;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The live resources of a tracker by id and by last use, spread over stripes. Thread-safe: every method takes the lock of
 * one stripe at a time and calls nobody under it.
 */
final class ResourceTable {
    private static final int STRIPES =
            Math.min(64, Integer.highestOneBit(Runtime.getRuntime().availableProcessors()) * 8);

    private final Stripe[] stripes = new Stripe[STRIPES];

    ResourceTable() {
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Stripe();
        }
    }

    static int spread(String id) {
        int hash = id.hashCode() * 0x9E3779B9;
        return hash ^ hash >>> 16;
    }

    /**
     * Adds a resource unless its id is live.
     *
     * @return the one that has the id, null if it was added
     * @throws IllegalStateException if the table is closed
     */
    @Nullable
    Entry add(Entry entry) {
        int hash = spread(entry.id);
        Stripe stripe = stripe(hash);
        stripe.lock.lock();
        try {
            if (stripe.closed) {
                throw new IllegalStateException(
                        entry.type.tracker().id() + " is closed; '" + entry.id + "' is not tracked");
            }
            Entry present = stripe.find(entry.id, hash);
            if (present == null) {
                stripe.add(entry, hash);
            }
            return present;
        } finally {
            stripe.lock.unlock();
        }
    }

    @Nullable
    Entry find(String id) {
        int hash = spread(id);
        Stripe stripe = stripe(hash);
        stripe.lock.lock();
        try {
            return stripe.find(id, hash);
        } finally {
            stripe.lock.unlock();
        }
    }

    /** Takes out an entry that its user releases, unless somebody took it out before. */
    boolean release(Entry entry) {
        int hash = spread(entry.id);
        Stripe stripe = stripe(hash);
        stripe.lock.lock();
        try {
            boolean live = entry.isLive();
            if (live) {
                stripe.remove(entry, hash);
                stripe.counts.released();
            }
            return live;
        } finally {
            stripe.lock.unlock();
        }
    }

    /** Takes out an entry, unless somebody did before or it was used after a limit. */
    boolean evict(Entry entry, long limitNanos) {
        int hash = spread(entry.id);
        Stripe stripe = stripe(hash);
        stripe.lock.lock();
        try {
            boolean removable = entry.isLive() && entry.lastUsedNanos() <= limitNanos;
            if (removable) {
                stripe.remove(entry, hash);
            }
            return removable;
        } finally {
            stripe.lock.unlock();
        }
    }

    boolean resize(Entry entry, long sizeBytes) {
        Stripe stripe = stripe(spread(entry.id));
        stripe.lock.lock();
        try {
            boolean live = entry.isLive();
            if (live) {
                stripe.resize(entry, sizeBytes);
            }
            return live;
        } finally {
            stripe.lock.unlock();
        }
    }

    /** Returns the first second from the one given on in which a resource was last used, or {@link IdleOrder#NONE}. */
    long firstSecondFrom(long second) {
        long first = IdleOrder.NONE;
        for (Stripe stripe : stripes) {
            stripe.lock.lock();
            try {
                first = Math.min(first, stripe.idleOrder.firstFrom(second));
            } finally {
                stripe.lock.unlock();
            }
        }
        return first;
    }

    /** Returns those last used in a second and not after a limit, least recently used first. */
    List<Idle> idle(long second, long limitNanos) {
        List<Idle> idle = new ArrayList<>();
        for (Stripe stripe : stripes) {
            stripe.lock.lock();
            try {
                stripe.idleOrder.collect(second, limitNanos, idle);
            } finally {
                stripe.lock.unlock();
            }
        }
        idle.sort(Comparator.comparingLong(Idle::lastUsedNanos));
        return idle;
    }

    Counts counts() {
        Counts sum = new Counts();
        for (Stripe stripe : stripes) {
            stripe.lock.lock();
            try {
                stripe.counts.addTo(sum);
            } finally {
                stripe.lock.unlock();
            }
        }
        return sum;
    }

    /** Takes in nothing more and returns what is left. */
    List<Entry> close() {
        List<Entry> left = new ArrayList<>();
        for (Stripe stripe : stripes) {
            stripe.lock.lock();
            try {
                stripe.closed = true;
                stripe.forEach(left::add);
            } finally {
                stripe.lock.unlock();
            }
        }
        return left;
    }

    private Stripe stripe(int hash) {
        return stripes[hash >>> 26 & (STRIPES - 1)];
    }
}
