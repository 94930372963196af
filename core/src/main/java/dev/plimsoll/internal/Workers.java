package dev.plimsoll.internal;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * A few daemon threads that run code which may be slow or hang, so that ticks need not. Threads come on demand and go
 * when idle. What does not fit into the bounded queue is dropped and counted: everything run here comes again.
 */
public final class Workers implements AutoCloseable {
    private static final int QUEUE_CAPACITY = 4096;

    private final ThreadPoolExecutor executor;
    private final LongAdder dropped = new LongAdder();
    private final LongAdder failures = new LongAdder();

    public Workers(String threadName, int threads) {
        AtomicInteger number = new AtomicInteger();
        executor = new ThreadPoolExecutor(
                threads, threads, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(QUEUE_CAPACITY), task -> {
                    Thread thread = new Thread(task, threadName + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    thread.setContextClassLoader(null);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        executor.setRejectedExecutionHandler((task, pool) -> dropped.increment());
    }

    /** Runs a task soon; one that throws is counted. */
    public void submit(Runnable task) {
        executor.execute(() -> {
            try {
                task.run();
            } catch (Throwable e) {
                failures.increment();
            }
        });
    }

    public long dropped() {
        return dropped.sum();
    }

    public long failures() {
        return failures.sum();
    }

    /** Takes no more tasks and forgets those that wait. What runs is not ours to interrupt: it ends by itself. */
    @Override
    public void close() {
        executor.shutdown();
        executor.getQueue().clear();
    }
}
