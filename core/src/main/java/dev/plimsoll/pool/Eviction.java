package dev.plimsoll.pool;

import dev.plimsoll.CleanupCause;
import dev.plimsoll.CleanupRun;
import dev.plimsoll.pool.ConnectionUnavailableException.Reason;
import java.util.List;

/** Takes connections out of the pool: those of a key, all, what is above a lowered limit, and at the end everything. */
final class Eviction<K, C> {
    private final PoolContext<K, C> context;
    private final Dispatcher<K, C> dispatcher;

    Eviction(PoolContext<K, C> context) {
        this.context = context;
        dispatcher = context.dispatcher;
    }

    /** Closes the idle connections of one key, the others when they come back. */
    void evict(K key, CleanupRun run) {
        KeyPool<K, C> keyPool = dispatcher.keys.get(key);
        if (keyPool != null) {
            clear(keyPool, CloseCause.EVICTED, run);
        }
    }

    /** Does the same for all keys. */
    void drain(CloseCause cause, CleanupRun run) {
        for (KeyPool<K, C> keyPool : dispatcher.keys.values()) {
            clear(keyPool, cause, run);
        }
    }

    private void clear(KeyPool<K, C> keyPool, CloseCause cause, CleanupRun run) {
        dispatcher.lock();
        try {
            keyPool.era++;
            for (Slot<K, C> slot : keyPool.slots) {
                takeOut(slot, cause, run);
            }
            context.matching.match(keyPool);
        } finally {
            dispatcher.unlock();
        }
    }

    /** Under the lock. A slot that is neither idle nor leased has an old era, which its owner notices. */
    private void takeOut(Slot<K, C> slot, CloseCause cause, CleanupRun run) {
        while (true) {
            if (slot.tryOwnIdle(true)) {
                context.matching.close(slot, cause, run);
                return;
            }
            if (slot.retire(cause)) {
                run.removed();
                return;
            }
            if (!Slot.isIdle(slot.peek())) {
                return;
            }
        }
    }

    /** Closes idle connections beyond the minimum, for memory or because an operator wants it. */
    void closeIdle(CleanupRun run) {
        CloseCause cause = run.cause() == CleanupCause.PRESSURE ? CloseCause.PRESSURE : CloseCause.EVICTED;
        for (KeyPool<K, C> keyPool : dispatcher.keys.values()) {
            dispatcher.lock();
            try {
                int idle = 0;
                for (Slot<K, C> slot : keyPool.slots) {
                    if (Slot.isIdle(slot.peek()) && ++idle > context.settings.minimumIdle() && slot.tryOwnIdle(true)) {
                        context.matching.close(slot, cause, run);
                    }
                }
                context.matching.serveStarved();
            } finally {
                dispatcher.unlock();
            }
        }
    }

    /** Adapts to changed limits: idle connections that are too many go at once, leased ones when they come back. */
    void resized() {
        for (KeyPool<K, C> keyPool : dispatcher.keys.values()) {
            dispatcher.lock();
            try {
                for (Slot<K, C> slot : keyPool.slots) {
                    if (context.population.isOverLimit(keyPool) && slot.tryOwnIdle(true)) {
                        context.matching.close(slot, CloseCause.CAPACITY);
                    }
                }
                context.population.noteCrowded(keyPool);
                context.matching.noteAttention();
                context.matching.match(keyPool);
                context.matching.serveStarved();
            } finally {
                dispatcher.unlock();
            }
        }
    }

    /** Opens or closes the gate. Once closed it stays so. */
    void gate(int next) {
        dispatcher.lock();
        try {
            if (dispatcher.gate != Dispatcher.CLOSED) {
                dispatcher.gate = next;
            }
        } finally {
            dispatcher.unlock();
        }
        for (KeyPool<K, C> keyPool : dispatcher.keys.values()) {
            dispatcher.lock();
            try {
                context.matching.match(keyPool);
            } finally {
                dispatcher.unlock();
            }
        }
    }

    /** Closes the pool and waits, bounded, for what was idle to be closed. */
    void shutDown(CleanupRun run, long timeoutNanos) {
        gate(Dispatcher.CLOSED);
        for (KeyPool<K, C> keyPool : dispatcher.keys.values()) {
            dispatcher.lock();
            try {
                List.copyOf(keyPool.waiters).forEach(waiter -> context.matching.fail(waiter, Reason.CLOSED, null));
            } finally {
                dispatcher.unlock();
            }
        }
        drain(CloseCause.SHUTDOWN, run);
        if (!awaitClosed(timeoutNanos)) {
            run.note("some are still being closed");
        }
    }

    /** Waits until nothing is being closed; tells whether that was so in time. */
    boolean awaitClosed(long timeoutNanos) {
        dispatcher.lock();
        try {
            return context.population.awaitNoneClosing(timeoutNanos);
        } finally {
            dispatcher.unlock();
        }
    }
}
