package dev.plimsoll.contract;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Code of a user as a manager may meet it. */
public interface UserCode {
    /** Runs it. */
    void run() throws Exception;

    /** Code that throws, be it something that its signature does not allow. */
    static UserCode throwing(Throwable thrown) {
        return () -> UserCode.<RuntimeException>sneakily(thrown);
    }

    /** The throwables that a manager has to survive. */
    static List<Throwable> throwables() {
        return List.of(
                new java.io.IOException("checked"),
                new IllegalStateException("unchecked"),
                new AssertionError("assertion"),
                new StackOverflowError("stack"),
                new NoClassDefFoundError("class"),
                new OutOfMemoryError("memory"),
                new InterruptedException("interrupted"),
                new Throwable("neither exception nor error"));
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneakily(Throwable thrown) throws T {
        throw (T) thrown;
    }

    /** Code that hangs until it is let go; interrupts do not end it. */
    final class Hanging implements UserCode, AutoCloseable {
        private final CountDownLatch started = new CountDownLatch(1);
        private final CountDownLatch end = new CountDownLatch(1);
        private final List<Thread> threads = new CopyOnWriteArrayList<>();

        @Override
        public void run() {
            threads.add(Thread.currentThread());
            started.countDown();
            boolean ended = false;
            while (!ended) {
                try {
                    end.await();
                    ended = true;
                } catch (InterruptedException e) {
                    // as code that ignores interrupts
                }
            }
        }

        /** Whether somebody hangs in it. */
        public boolean reached() {
            return started.getCount() == 0;
        }

        /** The threads that ran into it. */
        public List<Thread> threads() {
            return threads;
        }

        /** Lets everybody go. */
        @Override
        public void close() {
            end.countDown();
        }
    }
}
