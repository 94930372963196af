package dev.plimsoll.resource;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One of the parts that a tracker's resources are spread over: a hash table of entries by id, their idle order and their
 * figures. Whoever calls holds {@link #lock}; under it nothing runs but this package and {@code String.equals}.
 */
final class Stripe {
    final ReentrantLock lock = new ReentrantLock();
    final IdleOrder idleOrder = new IdleOrder();
    final Counts counts = new Counts();
    boolean closed;
    private @Nullable Entry[] table = new @Nullable Entry[16];
    private int size;

    @Nullable
    Entry find(String id, int hash) {
        Entry entry = table[hash & (table.length - 1)];
        while (entry != null && !entry.id.equals(id)) {
            entry = entry.chain;
        }
        return entry;
    }

    void add(Entry entry, int hash) {
        if (size >= table.length) {
            grow();
        }
        int slot = hash & (table.length - 1);
        entry.chain = table[slot];
        table[slot] = entry;
        size++;
        idleOrder.add(entry);
        counts.allocated(entry.type.index(), entry.sizeBytes);
    }

    /** Takes out an entry that is live. */
    void remove(Entry entry, int hash) {
        unchain(entry, hash & (table.length - 1));
        entry.end();
        size--;
        idleOrder.remove(entry);
        counts.gone(entry.type.index(), entry.sizeBytes);
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
                int slot = ResourceTable.spread(entry.id) & (larger.length - 1);
                entry.chain = larger[slot];
                larger[slot] = entry;
                entry = following;
            }
        }
        table = larger;
    }
}
