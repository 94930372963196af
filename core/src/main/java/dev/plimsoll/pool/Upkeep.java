package dev.plimsoll.pool;

import dev.plimsoll.CleanupCause;
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
        if (isDue()) {
            context.cleanups.run(CleanupCause.SCHEDULE, this::sweep);
        } else {
            sweep(null);
        }
        lastTickNanos = context.ticker.nanos();
    }

    /** Tells whether there may be something to close; if there is not, a tick is no cleanup. */
    private boolean isDue() {
        long now = context.ticker.nanos();
        for (KeyPool<K, C> keyPool : dispatcher.keys.values()) {
            for (Slot<K, C> slot : keyPool.slots) {
                long seen = slot.peek();
                long since = slot.idleSince(seen == slot.seenState ? slot.seenNanos : lastTickNanos);
                if (Slot.isIdle(seen)
                        ? dueCause(slot, now - since, slot.isTooOld(now)) != null
                        : isLeaked(slot, seen)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Closes what has expired and restores the minimum. */
    void sweep(@Nullable CleanupRun run) {
        List<Slot<K, C>> overdue = new ArrayList<>();
        for (KeyPool<K, C> keyPool : dispatcher.keys.values()) {
            dispatcher.lock();
            try {
                long now = context.ticker.nanos();
                for (Slot<K, C> slot : keyPool.slots) {
                    visit(slot, now, overdue, run);
                }
                keyPool.backingOff = false;
                keyPool.writeOff(now, TOO_SLOW_NANOS);
                wakeExpired(keyPool, now);
                context.matching.match(keyPool);
                fill(keyPool);
                forgetUnused(keyPool, now);
                context.matching.serveStarved();
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

    private void visit(Slot<K, C> slot, long now, List<Slot<K, C>> overdue, @Nullable CleanupRun run) {
        long seen = slot.peek();
        if (seen != slot.seenState) {
            slot.seenState = seen;
            slot.seenNanos = Slot.isIdle(seen) ? slot.idleSince(lastTickNanos) : now;
            slot.keyPool.askedNanos = now;
        }
        boolean tooOld = slot.isTooOld(now);
        if (Slot.isIdle(seen)) {
            visitIdle(slot, now - slot.seenNanos, tooOld, run);
        }
        if (Slot.isLeased(seen)) {
            if (tooOld) {
                slot.retire(CloseCause.MAX_LIFETIME);
            }
            if (isLeaked(slot, seen) && slot.take(seen)) {
                slot.end(now);
                context.figures.leaked.increment();
                context.matching.close(slot, CloseCause.LEAKED, run);
                return;
            }
            if (slot.reportedStamp != seen && Holders.heldNanos(slot, now) >= context.settings.holdLimitNanos()) {
                slot.reportedStamp = seen;
                context.figures.overdue.increment();
                overdue.add(slot);
            }
        }
    }

    private void visitIdle(Slot<K, C> slot, long idleNanos, boolean tooOld, @Nullable CleanupRun run) {
        CloseCause cause = dueCause(slot, idleNanos, tooOld);
        if (cause != null && slot.tryOwnUnused(slot.seenState)) {
            context.matching.close(slot, cause, run);
            return;
        }
        if (idleNanos >= context.settings.validateAfterIdleNanos()) {
            slot.markStale(slot.seenState);
        }
        if (slot.holder != null && idleNanos > 0 && slot.ownAsIs()) {
            slot.settle(dispatcher.timingInterval);
            slot.forgetHolder();
            slot.leaveAsWas();
        }
    }

    private @Nullable CloseCause dueCause(Slot<K, C> slot, long idleNanos, boolean tooOld) {
        if (tooOld) {
            return CloseCause.MAX_LIFETIME;
        }
        if (idleNanos >= context.settings.timeToLiveNanos()) {
            return CloseCause.EXPIRED;
        }
        boolean surplus = idleNanos >= context.settings.idleTimeoutNanos() && isSurplus(slot.keyPool);
        return surplus ? CloseCause.IDLE : null;
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
        Thread thread = slot.holder;
        Holder holder = context.holders.holder(slot, context.ticker.nanos());
        if (holder != null) {
            ConnectionEvents.overdue(
                    context, holder, thread == null ? new StackTraceElement[0] : thread.getStackTrace());
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
        for (; inUse && idle < context.settings.minimumIdle() && context.matching.hasRoom(keyPool); idle++) {
            context.matching.open(keyPool);
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
