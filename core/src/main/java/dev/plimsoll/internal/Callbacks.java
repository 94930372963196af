package dev.plimsoll.internal;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Runs code of the user for one manager on a few daemon threads of its own, so that one call that throws or hangs costs
 * one slot and one count, and neither ticks nor other managers. Threads come on demand and go when idle.
 */
public final class Callbacks implements AutoCloseable {
    /** How long one call may take until it counts as hung. */
    public static final Duration HUNG_AFTER = Duration.ofSeconds(10);

    private final LongSupplier clock;
    private final ThreadPoolExecutor executor;
    private final Set<Call> running = ConcurrentHashMap.newKeySet();
    private final LongAdder errors = new LongAdder();

    public Callbacks(String threadName, int threads, int queueCapacity, LongSupplier clock) {
        this.clock = clock;
        AtomicInteger number = new AtomicInteger();
        executor = new ThreadPoolExecutor(
                threads, threads, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(queueCapacity), task -> {
                    Thread thread = new Thread(task, threadName + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    thread.setContextClassLoader(null);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
    }

    /** Whether a call would be taken now. */
    public boolean hasRoom() {
        return executor.getQueue().remainingCapacity() > 0;
    }

    /** How many calls wait for a thread. */
    public int waiting() {
        return executor.getQueue().size();
    }

    /**
     * Runs a call soon, unless there is no room or the end has come: that is counted.
     *
     * @return whether it was taken
     */
    public boolean submit(Action action) {
        return submit(action, failure -> {}, () -> {});
    }

    /** Begins a number of calls that somebody waits for. */
    public Batch batch() {
        return new Batch();
    }

    /** Counts the calls that hang and were not counted as such before. To be called at ticks. */
    public void watch() {
        for (Call call : running) {
            if (call.hangs(clock.getAsLong()) && !call.counted) {
                call.counted = true;
                errors.increment();
            }
        }
    }

    /** How many calls hang. */
    public long hung() {
        long now = clock.getAsLong();
        return running.stream().filter(call -> call.hangs(now)).count();
    }

    /** How often a call threw, hung or was refused. */
    public long errors() {
        return errors.sum();
    }

    /** Counts calls that threw on a thread of the caller, or were not made. */
    public void countErrors(long count) {
        errors.add(count);
    }

    /** Takes no more calls, forgets those that wait and interrupts those that run. */
    @Override
    public void close() {
        countErrors(executor.shutdownNow().size());
    }

    private boolean submit(Action action, Consumer<Throwable> failed, Runnable done) {
        try {
            executor.execute(new Call(action, failed, done));
            return true;
        } catch (Throwable e) { // full, closed, or no thread to be had
            errors.increment();
            return false;
        }
    }

    /** Code of the user. */
    @FunctionalInterface
    public interface Action {
        void run() throws Throwable;
    }

    /** Calls that are waited for together. For one thread. */
    public final class Batch {
        private final Semaphore done = new Semaphore(0);
        private int submitted;

        private Batch() {}

        /** Runs a call soon; what it throws is counted and handed on, on its thread. */
        public void submit(Action action, Consumer<Throwable> failed) {
            if (Callbacks.this.submit(action, failed, done::release)) {
                submitted++;
            }
        }

        /** Waits until all calls are done; returns how many are not when the time is over. */
        public int await(Duration timeout) {
            try {
                if (done.tryAcquire(submitted, timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                    return 0;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return submitted - done.availablePermits();
        }
    }

    private final class Call implements Runnable {
        private final Action action;
        private final Consumer<Throwable> failed;
        private final Runnable done;
        private long started;
        private volatile boolean counted;

        Call(Action action, Consumer<Throwable> failed, Runnable done) {
            this.action = action;
            this.failed = failed;
            this.done = done;
        }

        boolean hangs(long now) {
            return now - started >= HUNG_AFTER.toNanos();
        }

        @Override
        public void run() {
            started = clock.getAsLong();
            running.add(this);
            try {
                action.run();
            } catch (Throwable e) {
                if (!counted) {
                    errors.increment();
                }
                failed.accept(e);
            } finally {
                running.remove(this);
                done.run();
            }
        }
    }
}
