package dev.plimsoll.pool;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Chooses whose idle connection makes room for another key: the least recently used of a bounded sample that goes round
 * all keys, so exactly the least recently used one in pools of up to 64 connections. Used under the dispatcher's lock.
 */
final class Victims<K, C> {
    private static final int SAMPLE = 64;
    private static final int MOST_KEYS = 1024;

    private final Dispatcher<K, C> dispatcher;
    private @Nullable Iterator<KeyPool<K, C>> hand;

    Victims(Dispatcher<K, C> dispatcher) {
        this.dispatcher = dispatcher;
    }

    @Nullable
    Slot<K, C> own(KeyPool<K, C> except) {
        for (int attempt = 0; attempt < 3; attempt++) {
            Slot<K, C> oldest = oldest(except);
            if (oldest == null || oldest.tryOwnIdle(true)) {
                return oldest;
            }
        }
        return null;
    }

    private @Nullable Slot<K, C> oldest(KeyPool<K, C> except) {
        Slot<K, C> oldest = null;
        int left = SAMPLE;
        for (int keys = Math.min(dispatcher.keys.size(), MOST_KEYS); keys > 0 && left > 0; keys--) {
            KeyPool<K, C> keyPool = next();
            if (keyPool == null || keyPool == except || !keyPool.waiters.isEmpty()) {
                continue;
            }
            for (Slot<K, C> slot : keyPool.slots) {
                if (Slot.isIdle(slot.peek())) {
                    left--;
                    if (oldest == null || slot.idleSince(slot.seenNanos) - oldest.idleSince(oldest.seenNanos) < 0) {
                        oldest = slot;
                    }
                }
            }
        }
        return oldest;
    }

    private @Nullable KeyPool<K, C> next() {
        Iterator<KeyPool<K, C>> current = hand;
        if (current == null || !current.hasNext()) {
            current = dispatcher.keys.values().iterator();
            hand = current;
        }
        return current.hasNext() ? current.next() : null;
    }
}
