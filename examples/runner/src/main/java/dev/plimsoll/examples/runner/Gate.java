package dev.plimsoll.examples.runner;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Holds back new requests while it is closed. */
final class Gate {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean closed;
    private int inside;

    /** A request; nothing in it is checked but interruption. */
    interface Passage {
        void run() throws InterruptedException;
    }

    /** Runs it as soon as the gate is open. */
    void pass(Passage passage) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (closed) {
                changed.await();
            }
            inside++;
        } finally {
            lock.unlock();
        }
        try {
            passage.run();
        } finally {
            lock.lock();
            try {
                inside--;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Closes it and waits until nobody is inside. */
    void close() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            closed = true;
            while (inside > 0) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    void open() {
        lock.lock();
        try {
            closed = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Blocks that long. */
    static void linger(Duration duration) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    }
}
