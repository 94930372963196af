package dev.plimsoll.pool;

import dev.plimsoll.pool.ConnectionUnavailableException.Reason;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The acquisitions that are not served at once: threads that spin a little, then sleep, and futures. */
final class Waiting<K, C> {
    /** For how long others may overtake a thread that waits. */
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

    /** Spinning pays where connections are held for a shorter time than it takes to put a thread to sleep and wake it. */
    private static final long SHORT_USE_NANOS = TimeUnit.MICROSECONDS.toNanos(20);

    /** When somebody waited in vain, the next one does not count on what has been under way for this long. */
    private static final long SLOW_CALLBACK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private static final int SPINS = Runtime.getRuntime().availableProcessors() > 1 ? 200 : 0;

    private final PoolContext<K, C> context;
    private final Dispatcher<K, C> dispatcher;

    Waiting(PoolContext<K, C> context) {
        this.context = context;
        dispatcher = context.dispatcher;
    }

    Lease<C> acquire(K key, long timeoutNanos) throws InterruptedException {
        long start = context.ticker.nanos();
        Lease<C> lease = spin(dispatcher.keys.get(key));
        if (lease != null) {
            context.figures.waited(context.ticker.nanos() - start);
            return lease;
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Waiter<K, C> waiter = enqueue(key, null, start, timeoutNanos);
        while (!waiter.done) {
            long waited = context.ticker.nanos() - start;
            if (waited >= timeoutNanos) {
                expire(waiter);
                break;
            }
            if (!waiter.insistent) {
                if (waited >= PATIENCE_NANOS) {
                    insist(waiter);
                    continue;
                }
                lease = helpOneself(waiter);
                if (lease != null) {
                    return lease;
                }
            }
            long wakeAt = waiter.insistent ? timeoutNanos : Math.min(timeoutNanos, PATIENCE_NANOS);
            if (!waiter.done) {
                LockSupport.parkNanos(this, Math.max(wakeAt - waited, 1));
            }
            if (Thread.interrupted()) {
                abandon(waiter);
                throw new InterruptedException();
            }
        }
        lease = waiter.lease;
        if (lease == null) {
            throw exception(waiter);
        }
        return lease;
    }

    private @Nullable Lease<C> spin(@Nullable KeyPool<K, C> keyPool) {
        if (keyPool == null) {
            return null;
        }
        Slot<K, C>[] slots = keyPool.slots;
        if (slots.length == 0 || slots[0].meanNanos() > SHORT_USE_NANOS) {
            return null;
        }
        for (int i = 0; i < SPINS && keyPool.insistent == 0; i++) {
            Lease<C> lease = dispatcher.immediate(keyPool, false);
            if (lease != null) {
                return lease;
            }
            Thread.onSpinWait();
        }
        return null;
    }

    /** Looks for an idle connection, and leaves the queue with it. */
    private @Nullable Lease<C> helpOneself(Waiter<K, C> waiter) {
        Lease<C> own = waiter.hinted.get() ? spin(waiter.keyPool) : null;
        if (own == null) {
            waiter.hinted.set(false);
            own = dispatcher.immediate(waiter.keyPool, false);
        }
        if (own == null) {
            return null;
        }
        Lease<C> granted;
        dispatcher.lock();
        try {
            context.matching.dequeue(waiter);
            granted = waiter.lease;
            if (granted != null) {
                own.undo();
            }
            context.matching.match(waiter.keyPool);
        } finally {
            dispatcher.unlock();
        }
        if (granted != null) {
            return granted;
        }
        context.figures.waited(context.ticker.nanos() - waiter.startNanos);
        return own;
    }

    private Waiter<K, C> enqueue(
            K key, @Nullable CompletableFuture<Lease<C>> future, long startNanos, long timeoutNanos) {
        while (true) {
            KeyPool<K, C> keyPool = keyPool(key);
            dispatcher.lock();
            try {
                if (!keyPool.gone) {
                    Waiter<K, C> waiter = new Waiter<>(keyPool, future, startNanos, timeoutNanos);
                    context.matching.enqueue(waiter);
                    if (dispatcher.gate == Dispatcher.CLOSED) {
                        context.matching.fail(waiter, Reason.CLOSED, null);
                    }
                    return waiter;
                }
            } finally {
                dispatcher.unlock();
            }
            dispatcher.keys.remove(key, keyPool);
        }
    }

    boolean offer(K key, C connection) {
        while (true) {
            KeyPool<K, C> keyPool = keyPool(key);
            dispatcher.lock();
            try {
                if (!keyPool.gone) {
                    return context.matching.offer(keyPool, connection);
                }
            } finally {
                dispatcher.unlock();
            }
            dispatcher.keys.remove(key, keyPool);
        }
    }

    private KeyPool<K, C> keyPool(K key) {
        KeyPool<K, C> known = dispatcher.keys.get(key);
        if (known != null) {
            return known;
        }
        KeyPool<K, C> fresh = new KeyPool<>(key, dispatcher);
        fresh.askedNanos = context.ticker.nanos();
        KeyPool<K, C> other = dispatcher.keys.putIfAbsent(key, fresh);
        return other == null ? fresh : other;
    }

    private void insist(Waiter<K, C> waiter) {
        dispatcher.lock();
        try {
            if (!waiter.done) {
                context.matching.insist(waiter);
                context.matching.match(waiter.keyPool);
            }
        } finally {
            dispatcher.unlock();
        }
    }

    /** Ends a wait that took too long, unless it was served at the last moment. */
    void expire(Waiter<K, C> waiter) {
        dispatcher.lock();
        try {
            if (!waiter.done) {
                context.figures.timeouts.increment();
                context.matching.fail(waiter, reasonOfTimeout(waiter), waiter.keyPool.failure);
                waiter.keyPool.writeOff(context.ticker.nanos(), SLOW_CALLBACK_NANOS);
            }
        } finally {
            dispatcher.unlock();
        }
    }

    private Reason reasonOfTimeout(Waiter<K, C> waiter) {
        KeyPool<K, C> keyPool = waiter.keyPool;
        if (dispatcher.gate != Dispatcher.OPEN) {
            return Reason.CLOSED;
        }
        boolean failedMeanwhile = keyPool.failure != null && keyPool.failedNanos - waiter.startNanos >= 0;
        boolean opening = keyPool.size > keyPool.slots.length || !keyPool.underWay.isEmpty();
        return failedMeanwhile || opening ? Reason.BROKEN : Reason.EXHAUSTED;
    }

    private void abandon(Waiter<K, C> waiter) {
        dispatcher.lock();
        try {
            context.matching.dequeue(waiter);
        } finally {
            dispatcher.unlock();
        }
        if (waiter.lease != null) {
            waiter.lease.close();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what hangs on them is ours and does not throw
    CompletableFuture<Lease<C>> acquireAsync(K key, long timeoutNanos) {
        CompletableFuture<Lease<C>> future = new CompletableFuture<>();
        Waiter<K, C> waiter = enqueue(key, future, context.ticker.nanos(), timeoutNanos);
        if (!waiter.done) {
            CompletableFuture<Boolean> timer = new CompletableFuture<>();
            timer.orTimeout(timeoutNanos, TimeUnit.NANOSECONDS)
                    .exceptionallyAsync(
                            timeout -> {
                                expire(waiter);
                                return false;
                            },
                            context.errands);
            future.whenComplete((lease, failure) -> {
                timer.complete(true);
                if (future.isCancelled()) {
                    abandon(waiter);
                }
            });
        }
        return future;
    }

    /** Completes the future of a waiter that was served or has failed. */
    void complete(Waiter<K, C> waiter) {
        CompletableFuture<Lease<C>> future = Objects.requireNonNull(waiter.future);
        context.errands.execute(() -> {
            Lease<C> lease = waiter.lease;
            if (lease == null) {
                future.completeExceptionally(exception(waiter));
            } else if (!future.complete(lease)) {
                lease.close();
            }
        });
    }

    private ConnectionUnavailableException exception(Waiter<K, C> waiter) {
        Reason reason = Objects.requireNonNull(waiter.failure);
        long millis = TimeUnit.NANOSECONDS.toMillis(context.ticker.nanos() - waiter.startNanos);
        List<Holder> holders = context.holders.inTheWayOf(waiter.keyPool);
        String what =
                context.id + ": no connection to " + Holder.text(waiter.keyPool.key) + " after " + millis + " ms: ";
        boolean suspended = dispatcher.gate == Dispatcher.SUSPENDED;
        String why = switch (reason) {
            case EXHAUSTED -> "exhausted, " + context.holders.occupancy(waiter.keyPool);
            case BROKEN ->
                waiter.cause == null
                        ? "broken, opening or validating a connection does not end"
                        : "broken, a connection could not be opened: " + waiter.cause;
            case CLOSED -> suspended ? "the pool is suspended" : "the pool is closed";
        };
        if (reason == Reason.EXHAUSTED) {
            ConnectionEvents.exhausted(context, waiter, holders);
        }
        return new ConnectionUnavailableException(reason, what + why, holders, waiter.cause);
    }
}
