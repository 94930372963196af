package dev.plimsoll;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** A cleanup that is running: what its body reports to. Thread-safe. */
public final class CleanupRun {
    private static final AtomicLong LAST_ID = new AtomicLong();

    private final long id = LAST_ID.incrementAndGet();
    private final CleanupCause cause;
    private final LongAdder items = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private volatile boolean sized;
    private volatile @Nullable String note;

    CleanupRun(CleanupCause cause) {
        this.cause = cause;
    }

    /**
     * Returns the number of this cleanup.
     *
     * @return unique within the JVM
     */
    public long id() {
        return id;
    }

    /**
     * Returns why it runs.
     *
     * @return the cause
     */
    public CleanupCause cause() {
        return cause;
    }

    /** Reports that one thing of unknown size was removed. */
    public void removed() {
        items.increment();
    }

    /**
     * Reports that one thing was removed.
     *
     * @param sizeBytes its size
     */
    public void removed(long sizeBytes) {
        items.increment();
        bytes.add(sizeBytes);
        sized = true;
    }

    /**
     * Reports that removing one thing threw.
     *
     * @param failure what was thrown
     */
    public void failed(Throwable failure) {
        failures.increment();
        note(failure.toString());
    }

    /**
     * Says something about the result, such as why nothing could be removed.
     *
     * @param text one sentence without a full stop
     */
    public void note(String text) {
        note = text;
    }

    long items() {
        return items.sum();
    }

    @Nullable
    Long bytes() {
        return sized ? bytes.sum() : null;
    }

    long failures() {
        return failures.sum();
    }

    String message() {
        String said = note;
        String removed = "removed " + items() + (items() == 1 ? " item" : " items");
        return said == null ? removed : removed + "; " + said;
    }
}
