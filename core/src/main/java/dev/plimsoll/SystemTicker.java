package dev.plimsoll;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Ticks every second on one thread that lives as long as somebody subscribes, so that it pins no class loader after. */
final class SystemTicker implements Ticker {
    static final SystemTicker INSTANCE = new SystemTicker();
    private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private List<Runnable> tasks = List.of();
    private boolean running;

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public Subscription everyTick(Runnable task) {
        lock.lock();
        try {
            List<Runnable> more = new ArrayList<>(tasks);
            more.add(task);
            tasks = List.copyOf(more);
            if (!running) {
                startThread();
                running = true;
            }
        } finally {
            lock.unlock();
        }
        return Subscription.endedBy(() -> unsubscribe(task));
    }

    private void unsubscribe(Runnable task) {
        lock.lock();
        try {
            List<Runnable> fewer = new ArrayList<>(tasks);
            fewer.remove(task);
            tasks = List.copyOf(fewer);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void startThread() {
        Thread thread = new Thread(this::run, "plimsoll-tick");
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        thread.start();
    }

    private void run() {
        List<Runnable> due = awaitTick();
        while (!due.isEmpty()) {
            due.forEach(SystemTicker::runGuarded);
            due = awaitTick();
        }
    }

    /** Returns the tasks to run now; empty when the thread is to end because nobody subscribes any more. */
    private List<Runnable> awaitTick() {
        lock.lock();
        try {
            long remaining = PERIOD_NANOS;
            while (remaining > 0 && !tasks.isEmpty()) {
                remaining = changed.awaitNanos(remaining);
            }
            running = !tasks.isEmpty();
            return tasks;
        } catch (InterruptedException e) {
            return tasks; // nobody but the JVM's end interrupts this thread; go on
        } finally {
            lock.unlock();
        }
    }

    private static void runGuarded(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            TickFailures.count();
        }
    }
}
