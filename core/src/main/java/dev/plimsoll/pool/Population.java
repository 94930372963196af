package dev.plimsoll.pool;

import dev.plimsoll.stats.HistogramRecorder;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.locks.Condition;

/**
 * Keeps the number of connections within the limits, and each connection in the pool once. A slot counts from before its
 * connection is opened until after it is closed. Everything runs under the dispatcher's lock.
 */
final class Population<K, C> {
    private static final int MAX_LANES = 16;

    private final PoolContext<K, C> context;
    private final Condition noneClosing;
    private final Set<C> members = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<KeyPool<K, C>> crowdedKeys = new HashSet<>();
    private final ArrayDeque<HistogramRecorder.Lane> freeLanes = new ArrayDeque<>();
    private int lanes;
    private int total;
    private int closing;
    private int slotsMade;

    Population(PoolContext<K, C> context) {
        this.context = context;
        noneClosing = context.dispatcher.newCondition();
    }

    int total() {
        return total;
    }

    int closing() {
        return closing;
    }

    boolean contains(C connection) {
        return members.contains(connection);
    }

    boolean isFull() {
        return total >= context.settings.maximumSize();
    }

    boolean isFull(KeyPool<K, C> keyPool) {
        return keyPool.size >= context.settings.maximumPerKey();
    }

    /** Tells whether a limit that was lowered is exceeded. */
    boolean isOverLimit(KeyPool<K, C> keyPool) {
        return isOverTotal() || isOverLimitOfKey(keyPool);
    }

    /** Tells whether connections that come back have to be looked at. */
    boolean isCrowded() {
        return isOverTotal() || !crowdedKeys.isEmpty();
    }

    void noteCrowded(KeyPool<K, C> keyPool) {
        if (isOverLimitOfKey(keyPool)) {
            crowdedKeys.add(keyPool);
        } else {
            crowdedKeys.remove(keyPool);
        }
    }

    private boolean isOverTotal() {
        return total - closing > context.settings.maximumSize();
    }

    private boolean isOverLimitOfKey(KeyPool<K, C> keyPool) {
        return keyPool.slots.length > context.settings.maximumPerKey();
    }

    Slot<K, C> reserve(KeyPool<K, C> keyPool) {
        total++;
        keyPool.size++;
        HistogramRecorder usage = context.figures.usage;
        HistogramRecorder.Lane lane = freeLanes.poll();
        if (lane == null && lanes < MAX_LANES) {
            lanes++;
            lane = usage.lane();
        }
        Slot<K, C> slot = new Slot<>(keyPool, usage, lane, (int) context.seed + 0x9E3779B9 * ++slotsMade);
        slot.era = keyPool.era;
        return slot;
    }

    /** Takes in a connection for a slot that was reserved; false if the pool has that very connection already. */
    boolean join(Slot<K, C> slot, C connection) {
        if (!members.add(connection)) {
            return false;
        }
        long now = context.ticker.nanos();
        slot.connection(connection);
        slot.createdNanos = now;
        slot.seenNanos = now;
        slot.seenState = slot.peek();
        slot.expiresNanos = context.lifetimes.expiry(now);
        slot.keyPool.add(slot);
        return true;
    }

    void beginClosing(Slot<K, C> slot) {
        closing++;
        slot.keyPool.remove(slot);
        noteCrowded(slot.keyPool);
    }

    void endClosing(Slot<K, C> slot) {
        if (--closing == 0) {
            noneClosing.signalAll();
        }
        members.remove(slot.connection());
        slot.connection(null);
        giveUp(slot);
    }

    void giveUp(Slot<K, C> slot) {
        total--;
        slot.keyPool.size--;
        HistogramRecorder.Lane lane = slot.lane();
        if (lane != null) {
            freeLanes.push(lane);
        }
    }

    boolean awaitNoneClosing(long timeoutNanos) {
        long left = timeoutNanos;
        try {
            while (closing > 0 && left > 0) {
                left = noneClosing.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return closing == 0;
    }
}
