package dev.plimsoll.resource;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One of the parts that a tracker's resources are spread over: a hash table of entries by id, their idle order and their
 * figures. Whoever calls is between {@link #enter} and {@link #leave}; under it nothing runs but this package and {@code String.equals}.
 */
final class Stripe {
    /**
     * The lowest bits of a hash choose among the slots of one cache line, those above the stripe, and those above these
     * the line. Ids that are numbered one after the other so share cache lines as they would in a single table; with
     * neighbours in different stripes, tracking took a third longer.
     */
    private static final int LINE_BITS = 4;

    private static final int STRIPE_BITS = 6;
    private static final int IN_LINE = (1 << LINE_BITS) - 1;

    /** How many stripes there are. */
    static final int COUNT = 1 << STRIPE_BITS;

    private static final int SPINS = 100;

    private final ReentrantLock lock = new ReentrantLock();
    final IdleOrder idleOrder = new IdleOrder();
    final Counts counts = new Counts();
    boolean closed;
    private @Nullable Entry[] table = new @Nullable Entry[1 << LINE_BITS];
    private int size;

    /** Takes the lock, which is held for a fraction of a microsecond: much less than parking a thread takes. */
    void enter() {
        for (int i = 0; i < SPINS; i++) {
            if (lock.tryLock()) {
                return;
            }
            Thread.onSpinWait();
        }
        lock.lock();
    }

    void leave() {
        lock.unlock();
    }

    @Nullable
    Entry find(String id, int hash) {
        Entry entry = table[slot(hash, table)];
        while (entry != null && !(entry.hash == hash && entry.id.equals(id))) {
            entry = entry.chain;
        }
        return entry;
    }

    void add(Entry entry) {
        if (size >= table.length - (table.length >> 2)) {
            grow();
        }
        int slot = slot(entry.hash, table);
        entry.chain = table[slot];
        table[slot] = entry;
        size++;
        idleOrder.add(entry);
        counts.allocated(entry.type.index(), entry.sizeBytes);
    }

    /** Takes out an entry that is live. */
    void remove(Entry entry) {
        unchain(entry, slot(entry.hash, table));
        entry.end();
        size--;
        idleOrder.remove(entry);
        counts.gone(entry.type.index(), entry.sizeBytes);
        if (entry.suspect) {
            counts.suspectGone();
        }
        entry.watch = null; // so it is never enqueued, for less than clearing it costs
    }

    int slots() {
        return table.length;
    }

    /** Marks and hands over what is old in some slots; returns how many slots there were to look at. */
    int pickOld(int fromSlot, int slots, long bornUntilNanos, List<Entry> into) {
        int end = Math.min(table.length, fromSlot + slots);
        for (int slot = fromSlot; slot < end; slot++) {
            for (Entry entry = table[slot]; entry != null; entry = entry.chain) {
                if (!entry.old && entry.allocatedNanos <= bornUntilNanos) {
                    entry.old = true;
                    into.add(entry);
                }
            }
        }
        return Math.max(0, end - fromSlot);
    }

    void resize(Entry entry, long sizeBytes) {
        counts.resized(entry.type.index(), sizeBytes - entry.sizeBytes);
        entry.sizeBytes = sizeBytes;
    }

    /** Hands over all entries; they stay. */
    void forEach(Consumer<Entry> action) {
        for (Entry first : table) {
            for (Entry entry = first; entry != null; entry = entry.chain) {
                action.accept(entry);
            }
        }
    }

    /** Returns which of the stripes a hash belongs to. */
    static int indexOf(int hash) {
        return hash >>> LINE_BITS & (COUNT - 1);
    }

    private static int slot(int hash, @Nullable Entry[] table) {
        return ((hash >>> STRIPE_BITS & ~IN_LINE) | (hash & IN_LINE)) & (table.length - 1);
    }

    private void unchain(Entry entry, int slot) {
        Entry at = table[slot];
        if (at == entry) {
            table[slot] = entry.chain;
        } else {
            while (at != null && at.chain != entry) {
                at = at.chain;
            }
            if (at != null) {
                at.chain = entry.chain;
            }
        }
        entry.chain = null;
    }

    private void grow() {
        @Nullable Entry[] old = table;
        @Nullable Entry[] larger = new @Nullable Entry[old.length * 2];
        for (Entry first : old) {
            Entry entry = first;
            while (entry != null) {
                Entry following = entry.chain;
                int slot = slot(entry.hash, larger);
                entry.chain = larger[slot];
                larger[slot] = entry;
                entry = following;
            }
        }
        table = larger;
    }
}
