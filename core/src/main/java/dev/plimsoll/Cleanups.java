package dev.plimsoll;

import dev.plimsoll.internal.Jfr;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/**
 * Runs the cleanups of one manager: gives each an id, times it, counts what it removed, and records the event {@code
 * dev.plimsoll.Cleanup}. Thread-safe; runs may overlap, so a body must not remove one thing twice.
 */
public final class Cleanups {
    /** For managers that hold nothing that may be removed. */
    public static final Cleanups NONE = new Cleanups(
            new ManagerId("None", ""), Ticker.system(), run -> run.note("there is nothing that may be removed"));

    private final ManagerId manager;
    private final Ticker ticker;
    private final Body body;
    private final Map<CleanupCause, LongAdder> runs = new EnumMap<>(CleanupCause.class);
    private final LongAdder items = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder failures = new LongAdder();

    /**
     * Declares how a manager is cleaned.
     *
     * @param manager the manager
     * @param ticker times the runs
     * @param body removes what may be removed
     */
    public Cleanups(ManagerId manager, Ticker ticker, Body body) {
        this.manager = manager;
        this.ticker = ticker;
        this.body = body;
        for (CleanupCause cause : CleanupCause.values()) {
            runs.put(cause, new LongAdder());
        }
    }

    /**
     * Removes what may be removed.
     *
     * @param cause why
     * @return what was done; a body that throws is a failure in it, never an exception here
     */
    public CleanupResult run(CleanupCause cause) {
        return run(cause, body);
    }

    /**
     * Runs a body of its own as a cleanup, such as the removal of one key.
     *
     * @param cause why
     * @param ownBody what to run
     * @return what was done; a body that throws is a failure in it, never an exception here
     */
    public CleanupResult run(CleanupCause cause, Body ownBody) {
        CleanupRun run = new CleanupRun(cause);
        CleanupEvent event = Jfr.AVAILABLE ? CleanupEvent.start() : null;
        long start = ticker.nanos();
        try {
            ownBody.clean(run);
        } catch (Throwable e) {
            run.failed(e);
        }
        CleanupResult result = new CleanupResult(
                run.id(),
                manager,
                cause,
                run.items(),
                run.bytes(),
                run.failures(),
                Duration.ofNanos(ticker.nanos() - start),
                run.message());
        count(result);
        if (event != null) {
            CleanupEvent.end(event, result);
        }
        return result;
    }

    /**
     * Returns the figures of the cleanups so far.
     *
     * @return the stats
     */
    public CleanupStats stats() {
        Map<CleanupCause, Long> byCause = new EnumMap<>(CleanupCause.class);
        runs.forEach((cause, count) -> byCause.put(cause, count.sum()));
        return new CleanupStats(Collections.unmodifiableMap(byCause), items.sum(), bytes.sum(), failures.sum());
    }

    private void count(CleanupResult result) {
        Objects.requireNonNull(runs.get(result.cause())).increment();
        items.add(result.items());
        failures.add(result.failures());
        Long freed = result.bytes();
        if (freed != null) {
            bytes.add(freed);
        }
    }

    /** Removes what may be removed. */
    @FunctionalInterface
    public interface Body {
        /**
         * Runs on the thread that asked for the cleanup.
         *
         * @param run is told of each thing removed
         * @throws Exception if it cannot go on; counted as a failure
         */
        void clean(CleanupRun run) throws Exception;
    }
}
