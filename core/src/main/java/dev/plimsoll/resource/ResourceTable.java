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
    private final Stripe[] stripes = new Stripe[Stripe.COUNT];

    ResourceTable() {
        for (int i = 0; i < stripes.length; i++) {
            stripes[i] = new Stripe();
        }
    }

    /**
     * Adds a resource unless its id is live.
     *
     * @return the one that has the id, null if it was added
     * @throws IllegalStateException if the table is closed
     */
    @Nullable
    Entry add(Entry entry) {
        Stripe stripe = stripe(entry.hash);
        stripe.enter();
        try {
            if (stripe.closed) {
                throw new IllegalStateException(
                        entry.type.tracker().id() + " is closed; '" + entry.id + "' is not tracked");
            }
            Entry present = stripe.find(entry.id, entry.hash);
            if (present == null) {
                stripe.add(entry);
            }
            return present;
        } finally {
            stripe.leave();
        }
    }

    @Nullable
    Entry find(String id) {
        int hash = Entry.spread(id);
        Stripe stripe = stripe(hash);
        stripe.enter();
        try {
            return stripe.find(id, hash);
        } finally {
            stripe.leave();
        }
    }

    /** Takes out an entry that its user releases, unless somebody took it out before. */
    boolean release(Entry entry) {
        Stripe stripe = stripe(entry.hash);
        stripe.enter();
        try {
            boolean live = entry.isLive();
            if (live) {
                stripe.remove(entry);
                stripe.counts.released();
                if (entry.suspect) {
                    stripe.counts.withdrawn();
                }
            }
            return live;
        } finally {
            stripe.leave();
        }
    }

    /** Takes out an entry, unless somebody did before or it was used after a limit. */
    boolean evict(Entry entry, long limitNanos) {
        Stripe stripe = stripe(entry.hash);
        stripe.enter();
        try {
            boolean removable = entry.isLive() && entry.lastUsedNanos() <= limitNanos;
            if (removable) {
                stripe.remove(entry);
            }
            return removable;
        } finally {
            stripe.leave();
        }
    }

    boolean resize(Entry entry, long sizeBytes) {
        Stripe stripe = stripe(entry.hash);
        stripe.enter();
        try {
            boolean live = entry.isLive();
            if (live) {
                stripe.resize(entry, sizeBytes);
            }
            return live;
        } finally {
            stripe.leave();
        }
    }

    /** Counts an entry as leaked, unless it has ended or was counted before. */
    boolean leaked(Entry entry) {
        Stripe stripe = stripe(entry.hash);
        stripe.enter();
        try {
            boolean first = entry.isLive() && !entry.leaked;
            if (first) {
                entry.leaked = true;
                stripe.counts.leaked(entry.type.index());
            }
            return first;
        } finally {
            stripe.leave();
        }
    }

    /** Makes an entry a suspect, unless it has ended, is one or has leaked. */
    boolean suspect(Entry entry) {
        Stripe stripe = stripe(entry.hash);
        stripe.enter();
        try {
            boolean first = entry.isLive() && !entry.suspect && !entry.leaked;
            if (first) {
                entry.suspect = true;
                stripe.counts.suspected();
            }
            return first;
        } finally {
            stripe.leave();
        }
    }

    int stripes() {
        return stripes.length;
    }

    /** Returns how many slots the table has, about. */
    int slots() {
        int slots = 0;
        for (Stripe stripe : stripes) {
            stripe.enter();
            try {
                slots += stripe.slots();
            } finally {
                stripe.leave();
            }
        }
        return slots;
    }

    int pickOld(int stripeIndex, int fromSlot, int slots, long bornUntilNanos, List<Entry> into) {
        Stripe stripe = stripes[stripeIndex];
        stripe.enter();
        try {
            return stripe.pickOld(fromSlot, slots, bornUntilNanos, into);
        } finally {
            stripe.leave();
        }
    }

    /** Returns the first second from the one given on in which a resource was last used, or {@link IdleOrder#NONE}. */
    long firstSecondFrom(long second) {
        long first = IdleOrder.NONE;
        for (Stripe stripe : stripes) {
            stripe.enter();
            try {
                first = Math.min(first, stripe.idleOrder.firstFrom(second));
            } finally {
                stripe.leave();
            }
        }
        return first;
    }

    /** Returns those last used in a second and not after a limit, least recently used first. */
    List<Idle> idle(long second, long limitNanos) {
        List<Idle> idle = new ArrayList<>();
        for (Stripe stripe : stripes) {
            stripe.enter();
            try {
                stripe.idleOrder.collect(second, limitNanos, idle);
            } finally {
                stripe.leave();
            }
        }
        idle.sort(Comparator.comparingLong(Idle::lastUsedNanos));
        return idle;
    }

    Counts counts() {
        Counts sum = new Counts();
        for (Stripe stripe : stripes) {
            stripe.enter();
            try {
                stripe.counts.addTo(sum);
            } finally {
                stripe.leave();
            }
        }
        return sum;
    }

    /** Takes in nothing more and returns what is left. */
    List<Entry> close() {
        List<Entry> left = new ArrayList<>();
        for (Stripe stripe : stripes) {
            stripe.enter();
            try {
                stripe.closed = true;
                stripe.forEach(left::add);
            } finally {
                stripe.leave();
            }
        }
        return left;
    }

    private Stripe stripe(int hash) {
        return stripes[Stripe.indexOf(hash)];
    }
}
