package dev.plimsoll.pool;

import dev.plimsoll.CleanupRun;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What every tick brings: expiry, validation marks, leaks, connections held too long, minimum idle, forgotten keys. */
final class Upkeep<K, C> {
    private static final long TOO_SLOW_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final PoolContext<K, C> context;
    private final Dispatcher<K, C> dispatcher;

    /** A connection whose last use was not timed and that is idle for the first time now has been so since then, at most. */
    private volatile long lastTickNanos;

    Upkeep(PoolContext<K, C> context) {
        this.context = context;
        dispatcher = context.dispatcher;
        lastTickNanos = context.ticker.nanos();
    }

    void tick() {
        context.errands.checkHung(context.settings.callbackTimeoutNanos());
        sweep(null);
        lastTickNanos = context.ticker.nanos();
    }

    /** Closes what has expired and restores the minimum. */
    void sweep(@Nullable CleanupRun run) {
        List<Slot<K, C>> overdue = new ArrayList<>();
        for (KeyPool<K, C> keyPool : dispatcher.keys.values()) {
            dispatcher.lock();
            try {
                long now = context.ticker.nanos();
                for (Slot<K, C> slot : keyPool.slots) {
                    if (visit(slot, now, overdue) && run != null) {
                        run.removed();
                    }
                }
                keyPool.backingOff = false;
                keyPool.writeOff(now, TOO_SLOW_NANOS);
                wakeExpired(keyPool, now);
                dispatcher.match(keyPool);
                fill(keyPool);
                forgetUnused(keyPool, now);
                dispatcher.serveStarved();
            } finally {
                dispatcher.unlock();
            }
            if (keyPool.gone) {
                dispatcher.keys.remove(keyPool.key, keyPool);
            }
        }
        if (!overdue.isEmpty()) {
            context.errands.execute(() -> overdue.forEach(this::report));
        }
    }

    /** Looks at one connection; tells whether it was taken out. */
    private boolean visit(Slot<K, C> slot, long now, List<Slot<K, C>> overdue) {
        long seen = slot.peek();
        if (seen != slot.seenState) {
            slot.seenState = seen;
            slot.seenNanos = Slot.isIdle(seen) ? slot.idleSince(lastTickNanos) : now;
            slot.keyPool.askedNanos = now;
        }
        boolean tooOld = slot.expiresNanos != UseTiming.UNKNOWN && now - slot.expiresNanos >= 0;
        if (Slot.isIdle(seen)) {
            return visitIdle(slot, now - slot.seenNanos, tooOld);
        }
        if (Slot.isLeased(seen)) {
            if (tooOld) {
                slot.retire(CloseCause.MAX_LIFETIME);
            }
            if (isLeaked(slot, seen) && slot.take(seen)) {
                slot.end(now);
                context.figures.leaked.increment();
                dispatcher.close(slot, CloseCause.LEAKED);
                return true;
            }
            if (slot.reportedStamp != seen && Holders.heldNanos(slot, now) >= context.settings.holdLimitNanos()) {
                slot.reportedStamp = seen;
                context.figures.overdue.increment();
                overdue.add(slot);
            }
        }
        return false;
    }

    private boolean visitIdle(Slot<K, C> slot, long idleNanos, boolean tooOld) {
        CloseCause cause = tooOld
                ? CloseCause.MAX_LIFETIME
                : idleNanos >= context.settings.timeToLiveNanos()
                        ? CloseCause.EXPIRED
                        : idleNanos >= context.settings.idleTimeoutNanos() && isSurplus(slot.keyPool)
                                ? CloseCause.IDLE
                                : null;
        if (cause != null && slot.tryOwnUnused(slot.seenState)) {
            dispatcher.close(slot, cause);
            return true;
        }
        if (idleNanos >= context.settings.validateAfterIdleNanos()) {
            slot.markStale(slot.seenState);
        }
        if (slot.holder != null && idleNanos > 0 && slot.ownAsIs()) {
            slot.settle(dispatcher.timingInterval);
            slot.forgetHolder();
            slot.leaveAsWas();
        }
        return false;
    }

    private boolean isSurplus(KeyPool<K, C> keyPool) {
        int idle = 0;
        for (Slot<K, C> slot : keyPool.slots) {
            idle += Slot.isIdle(slot.peek()) ? 1 : 0;
        }
        return idle > context.settings.minimumIdle();
    }

    /** Only of uses that are timed a lease is known: all but some of those that last microseconds. */
    private static boolean isLeaked(Slot<?, ?> slot, long seen) {
        if (slot.leaseStamp != seen) {
            return false;
        }
        WeakReference<Lease<?>> lease = slot.lease;
        return lease != null && lease.refersTo(null);
    }

    private void report(Slot<K, C> slot) {
        Holder holder = context.holders.holder(slot, context.ticker.nanos());
        if (holder != null) {
            ConnectionEvents.overdue(context, holder);
        }
    }

    /** Threads wake by themselves; this is for a clock that somebody moves. */
    private void wakeExpired(KeyPool<K, C> keyPool, long now) {
        for (Waiter<K, C> waiter : List.copyOf(keyPool.waiters)) {
            if (waiter.isExpired(now)) {
                if (waiter.future == null) {
                    LockSupport.unpark(waiter.thread);
                } else {
                    context.waiting.expire(waiter);
                }
            }
        }
    }

    private void fill(KeyPool<K, C> keyPool) {
        int idle = keyPool.underWay.size() - keyPool.waiters.size();
        for (Slot<K, C> slot : keyPool.slots) {
            idle += Slot.isIdle(slot.peek()) ? 1 : 0;
        }
        boolean inUse = context.ticker.nanos() - keyPool.askedNanos < context.settings.timeToLiveNanos();
        for (; inUse && idle < context.settings.minimumIdle() && dispatcher.hasRoom(keyPool); idle++) {
            dispatcher.open(keyPool);
        }
    }

    private void forgetUnused(KeyPool<K, C> keyPool, long now) {
        if (keyPool.size == 0
                && keyPool.waiters.isEmpty()
                && now - keyPool.askedNanos >= context.settings.timeToLiveNanos()) {
            keyPool.gone = true;
        }
    }
}
