package dev.plimsoll.pool;

import dev.plimsoll.pool.ConnectionUnavailableException.Reason;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One acquisition that could not be served at once, of a thread or of a future. */
final class Waiter<K, C> {
    final KeyPool<K, C> keyPool;
    final Thread thread;
    final @Nullable CompletableFuture<Lease<C>> future;
    final @Nullable Throwable stack;
    final long startNanos;
    final long timeoutNanos;

    /** Whether somebody woke the thread to look for an idle connection, and it is not back in its queue. */
    final AtomicBoolean hinted = new AtomicBoolean();

    /** Whether it has waited too long to be overtaken. Guarded by the lock. */
    boolean insistent;

    /** The outcome, written before done. */
    @Nullable
    Lease<C> lease;

    @Nullable
    Reason failure;

    @Nullable
    Throwable cause;

    volatile boolean done;

    Waiter(KeyPool<K, C> keyPool, @Nullable CompletableFuture<Lease<C>> future, long startNanos, long timeoutNanos) {
        this.keyPool = keyPool;
        this.thread = Thread.currentThread();
        this.stack = keyPool.dispatcher.stacks ? new Throwable() : null;
        this.future = future;
        this.startNanos = startNanos;
        this.timeoutNanos = timeoutNanos;
    }

    boolean isExpired(long nowNanos) {
        return nowNanos - startNanos >= timeoutNanos;
    }

    /** Wakes the thread to look for an idle connection; only one such wake-up is under way at a time. */
    void hint() {
        if (future == null && !hinted.get() && hinted.compareAndSet(false, true)) {
            LockSupport.unpark(thread);
        }
    }
}
