package dev.plimsoll.pool;

import dev.plimsoll.Ticker;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Runs code of the user. Each piece has a thread to itself, so one that hangs is in nobody's way; there are never more
 * than the pool has slots, since a slot has at most one under way. What nobody waits for (closing) runs a few at a time,
 * not counting those that hang. Threads go when idle.
 */
final class Errands implements Executor {
    private static final int FEW = 4;

    private final ThreadPoolExecutor executor;
    private final Ticker ticker;
    private final Set<Errand> running = ConcurrentHashMap.newKeySet();
    private final LongAdder failures = new LongAdder();
    private final Queue<Runnable> patient = new ConcurrentLinkedQueue<>();
    private final AtomicInteger patientRunning = new AtomicInteger();

    Errands(String threadName, Ticker ticker) {
        this.ticker = ticker;
        AtomicInteger number = new AtomicInteger();
        executor = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, threadName + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            return thread;
        });
    }

    /** Runs a task of ours that hands control to code of the user. */
    @Override
    public void execute(Runnable task) {
        run(
                () -> {
                    task.run();
                    return null;
                },
                (nothing, failure) -> {});
    }

    /** Runs code of the user and then ours, a few at a time. */
    <T> void runFew(Call<T> code, Outcome<T> outcome) {
        patient.add(() -> run(new Errand(ticker.nanos(), this::leave), code, outcome));
        startFew();
    }

    private void startFew() {
        while (!patient.isEmpty() && tryEnter()) {
            Runnable next = patient.poll();
            if (next == null) {
                patientRunning.decrementAndGet();
            } else {
                next.run();
            }
        }
    }

    private boolean tryEnter() {
        int running = patientRunning.get();
        return running < FEW && (patientRunning.compareAndSet(running, running + 1) || tryEnter());
    }

    private void leave() {
        patientRunning.decrementAndGet();
        startFew();
    }

    /** Runs code of the user and then ours; ours also when there is no thread to be had. */
    <T> void run(Call<T> code, Outcome<T> outcome) {
        run(new Errand(ticker.nanos(), () -> {}), code, outcome);
    }

    private <T> void run(Errand errand, Call<T> code, Outcome<T> outcome) {
        try {
            executor.execute(() -> {
                errand.thread = Thread.currentThread();
                running.add(errand);
                @Nullable T result = null;
                Throwable failure = null;
                try {
                    result = code.call();
                } catch (Throwable e) {
                    failure = e;
                    failures.increment();
                } finally {
                    running.remove(errand);
                }
                errand.end();
                outcome.accept(result, failure);
            });
        } catch (Throwable e) { // no memory for a thread
            failures.increment();
            errand.end();
            outcome.accept(null, e);
        }
    }

    /** Counts what has been running for too long, once, and interrupts it. */
    void checkHung(long timeoutNanos) {
        long now = ticker.nanos();
        for (Errand errand : running) {
            if (now - errand.startNanos >= timeoutNanos && errand.interrupt()) {
                failures.increment();
            }
        }
    }

    /** Returns how often code of the user threw or hung. */
    long failures() {
        return failures.sum();
    }

    interface Call<T> {
        @Nullable
        T call() throws Exception;
    }

    interface Outcome<T> {
        void accept(@Nullable T result, @Nullable Throwable failure);
    }

    private static final class Errand {
        private final long startNanos;
        private final AtomicInteger phase = new AtomicInteger();
        private volatile @Nullable Thread thread;

        /** Runs once: when it has ended or is found to hang. */
        private final Runnable release;

        Errand(long startNanos, Runnable release) {
            this.startNanos = startNanos;
            this.release = release;
        }

        boolean interrupt() {
            Thread runner = thread;
            if (runner == null || !phase.compareAndSet(0, 1)) {
                return false;
            }
            runner.interrupt();
            phase.set(2);
            release.run();
            return true;
        }

        /** Waits for an interrupt that is on its way, so that it does not hit the thread's next task. */
        void end() {
            if (phase.compareAndSet(0, 2)) {
                release.run();
            }
            while (phase.get() == 1) {
                Thread.onSpinWait();
            }
            Thread.interrupted();
        }
    }
}
