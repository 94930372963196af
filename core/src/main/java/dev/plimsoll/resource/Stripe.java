package dev.plimsoll.resource;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One of the parts that a tracker's resources are spread over: a hash table of entries by id, their idle order and their
 * figures. Whoever calls holds {@link #lock}; under it nothing runs but this package and {@code String.equals}.
 */
final class Stripe {
    /** The lowest bits of a hash choose the stripe, those above the slot. */
    static final int HASH_SHIFT = 6;

    final ReentrantLock lock = new ReentrantLock();
    final IdleOrder idleOrder = new IdleOrder();
    final Counts counts = new Counts();
    boolean closed;
    private @Nullable Entry[] table = new @Nullable Entry[16];
    private int size;

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

    private static int slot(int hash, @Nullable Entry[] table) {
        return hash >>> HASH_SHIFT & (table.length - 1);
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
