package dev.plimsoll.session;

import dev.plimsoll.CleanupRun;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** What listeners still have to be told of a cleanup, and what they throw meanwhile. Thread-safe. */
final class Aftermath {
    private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    private final CleanupRun run;
    private final AtomicLong open = new AtomicLong();

    Aftermath(CleanupRun run) {
        this.run = run;
    }

    void begin() {
        open.incrementAndGet();
    }

    void threw(Throwable failure) {
        run.failed(failure);
    }

    void end() {
        open.decrementAndGet();
    }

    /** Waits until nothing is open, for a limited time. */
    void await(Duration timeout) {
        long start = System.nanoTime();
        while (open.get() > 0) {
            if (System.nanoTime() - start >= timeout.toNanos()
                    || Thread.currentThread().isInterrupted()) {
                run.note("listeners are still being told");
                return;
            }
            LockSupport.parkNanos(this, PAUSE_NANOS);
        }
    }
}
