package dev.plimsoll.agent;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps us from being the first to use {@code java.util.logging}: an application server that brings its own log manager
 * does not start when somebody else was. The platform MBean server may use it, and the HTTP server does when a log manager
 * is configured.
 */
final class HostLogging {
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private final AtomicLong seen;
    private final boolean late;
    private final long startNanos = System.nanoTime();

    /**
     * Watches the application.
     *
     * @param seen {@link System#nanoTime} at which the log manager was loaded, 0 before
     * @param late whether the application ran before we came, and has made its choice
     */
    HostLogging(AtomicLong seen, boolean late) {
        this.seen = seen;
        this.late = late;
    }

    /** Whether the application brings a log manager or configuration of its own, as far as can be known now. */
    static boolean isOwn() {
        return System.getProperty("java.util.logging.manager") != null
                || System.getProperty("java.util.logging.config.class") != null
                || System.getProperty("java.util.logging.config.file") != null
                || System.getenv("JBOSS_HOME") != null;
    }

    /** Waits until the application has loaded its log manager and a moment more, or until it seems to need none. */
    void await() throws InterruptedException {
        while (!late && !settled()) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private boolean settled() {
        long now = System.nanoTime();
        long at = seen.get();
        return (at != 0 && now - at > GRACE_NANOS) || now - startNanos > LIMIT_NANOS;
    }
}
