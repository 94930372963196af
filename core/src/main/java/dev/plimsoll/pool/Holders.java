package dev.plimsoll.pool;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells who holds connections. Looks without owning, so it can be a moment late. */
final class Holders<K, C> {
    private static final int MOST_SLOTS = 4096;

    private final PoolContext<K, C> context;

    Holders(PoolContext<K, C> context) {
        this.context = context;
    }

    /** Lists those who hold what a waiter for a key could have had: longest first. */
    List<Holder> inTheWayOf(KeyPool<K, C> keyPool) {
        boolean ownLimit = keyPool.size >= context.settings.maximumPerKey();
        return list(ownLimit ? List.of(keyPool) : context.dispatcher.keys.values());
    }

    List<Holder> all() {
        return list(context.dispatcher.keys.values());
    }

    /** Says how full the pool is, for a message. */
    String occupancy(KeyPool<K, C> keyPool) {
        return "with " + keyPool.size + " of at most " + context.settings.maximumPerKey()
                + " connections for this key and " + context.population.total() + " of at most "
                + context.settings.maximumSize() + " in all";
    }

    private List<Holder> list(Collection<KeyPool<K, C>> keyPools) {
        long now = context.ticker.nanos();
        List<Holder> holders = new ArrayList<>();
        int left = MOST_SLOTS;
        for (KeyPool<K, C> keyPool : keyPools) {
            for (Slot<K, C> slot : keyPool.slots) {
                Holder holder = holder(slot, now);
                if (holder != null) {
                    holders.add(holder);
                }
                if (--left == 0) {
                    break;
                }
            }
            if (left == 0) {
                break;
            }
        }
        holders.sort(Comparator.comparing(Holder::held).reversed());
        return List.copyOf(holders.subList(0, Math.min(holders.size(), Holder.MAX_LISTED)));
    }

    /** Describes the holder of a connection, null when nobody holds it. */
    @Nullable
    Holder holder(Slot<K, C> slot, long nowNanos) {
        long seen = slot.peek();
        if (!Slot.isLeased(seen)) {
            return null;
        }
        long heldNanos = heldNanos(slot, nowNanos);
        Thread thread = slot.holder;
        Throwable stack = slot.stack;
        if (slot.peek() != seen) {
            return null;
        }
        Duration held = Duration.ofNanos(Math.max(heldNanos, 0));
        return new Holder(
                Holder.text(slot.keyPool.key),
                thread == null ? "?" : name(thread),
                Instant.now().minus(held),
                held,
                stack == null ? null : List.of(stack.getStackTrace()));
    }

    /** Returns how long a connection has been held: exactly if its use is timed, else for how long that was seen. */
    static long heldNanos(Slot<?, ?> slot, long nowNanos) {
        long start = slot.startNanos;
        if (start != UseTiming.UNKNOWN) {
            return nowNanos - start;
        }
        return slot.seenState == slot.peek() ? nowNanos - slot.seenNanos : 0;
    }

    private static String name(Thread thread) {
        String name = thread.getName();
        return (name.isEmpty() ? "virtual thread" : name) + " (#" + thread.getId() + ")";
    }
}
