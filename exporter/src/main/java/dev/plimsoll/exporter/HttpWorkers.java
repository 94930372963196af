package dev.plimsoll.exporter;

import java.io.InterruptedIOException;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/*
 * Design: the JDK's server reads a request on the thread that handles it, so a client that sends one byte a second holds
 * a thread. The server's own time limits are system properties, which are the application's. So a thread that talks to a
 * client is interrupted, which closes the connection, when it has done so for too long, or when it is the oldest of all
 * and another request needs a thread. A thread that collects figures runs the code of managers and is never interrupted.
 */
final class HttpWorkers extends ThreadPoolExecutor {
    private static final int MAX_THREADS = 16;
    private static final long IDLE_SECONDS = 10;
    private static final long TALK_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long HANDOVER_MILLIS = 200;

    private final Map<Thread, Talk> talks = new ConcurrentHashMap<>();

    private final LongSupplier nanos;

    HttpWorkers(LongSupplier nanos) {
        super(0, MAX_THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), new DaemonThreads());
        this.nanos = nanos;
        setRejectedExecutionHandler((task, pool) -> replaceOldest(task));
    }

    /** Says that the current thread has read its request and now works on the answer. */
    void working() throws InterruptedIOException {
        current().stop();
    }

    /** Says that the current thread now sends its answer. */
    void talking() {
        current().start(nanos.getAsLong());
    }

    /** Ends the conversations that have lasted too long. */
    void enforceDeadline() {
        long limit = nanos.getAsLong() - TALK_NANOS;
        talks.values().forEach(talk -> talk.interruptIfOlderThan(limit));
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable task) {
        talks.put(thread, new Talk(thread, nanos.getAsLong()));
    }

    @Override
    protected void afterExecute(Runnable task, Throwable failure) {
        Talk talk = talks.remove(Thread.currentThread());
        if (talk != null) {
            talk.end();
        }
    }

    private Talk current() {
        return talks.computeIfAbsent(Thread.currentThread(), thread -> new Talk(thread, nanos.getAsLong()));
    }

    private void replaceOldest(Runnable task) {
        if (isShutdown()) {
            throw new RejectedExecutionException("the endpoint is closed");
        }
        talks.values().stream()
                .filter(Talk::going)
                .min(Comparator.comparingLong(Talk::since))
                .ifPresent(Talk::interrupt);
        try {
            if (getQueue().offer(task, HANDOVER_MILLIS, TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new RejectedExecutionException("all " + MAX_THREADS + " threads are busy");
    }

    /** A conversation of one thread with one client. */
    private static final class Talk {
        private final ReentrantLock lock = new ReentrantLock();
        private final Thread thread;
        private boolean going = true;
        private volatile long since;

        Talk(Thread thread, long since) {
            this.thread = thread;
            this.since = since;
        }

        long since() {
            return since;
        }

        boolean going() {
            lock.lock();
            try {
                return going;
            } finally {
                lock.unlock();
            }
        }

        void start(long now) {
            lock.lock();
            try {
                going = true;
                since = now;
            } finally {
                lock.unlock();
            }
        }

        void stop() throws InterruptedIOException {
            end();
            if (Thread.interrupted()) {
                throw new InterruptedIOException("the client was too slow");
            }
        }

        void end() {
            lock.lock();
            try {
                going = false;
            } finally {
                lock.unlock();
            }
        }

        void interruptIfOlderThan(long limit) {
            if (since - limit < 0) {
                interrupt();
            }
        }

        void interrupt() {
            lock.lock();
            try {
                if (going) {
                    thread.interrupt();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    private static final class DaemonThreads implements ThreadFactory {
        private final AtomicInteger number = new AtomicInteger();

        @Override
        public Thread newThread(Runnable task) {
            Thread thread = new Thread(task, "plimsoll-http-" + number.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            return thread;
        }
    }
}
