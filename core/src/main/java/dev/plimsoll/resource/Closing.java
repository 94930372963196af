package dev.plimsoll.resource;

import dev.plimsoll.CleanupCause;
import dev.plimsoll.CleanupRun;
import dev.plimsoll.Cleanups;
import dev.plimsoll.ManagerId;
import dev.plimsoll.Ticker;
import dev.plimsoll.internal.Callbacks;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.function.LongSupplier;

/** The cleanups of a tracker, and how what they and a release remove is closed. Thread-safe. */
final class Closing {
    private static final int THREADS = 4;
    private static final int QUEUE = 100_000;
    private static final int EVICTIONS_PER_TICK = 50_000;
    private static final Duration CLEANUP_WAIT = Duration.ofSeconds(1);

    final Callbacks callbacks;
    final Eviction eviction;
    final Cleanups cleanups;
    private final LongSupplier nowNanos;
    private final ResourceTable table;
    private final TrackerSettings settings;
    private final Duration timeout;

    Closing(
            ManagerId id,
            Ticker ticker,
            LongSupplier nowNanos,
            ResourceTable table,
            TrackerSettings settings,
            Duration timeout) {
        this.nowNanos = nowNanos;
        this.table = table;
        this.settings = settings;
        this.timeout = timeout;
        callbacks = new Callbacks("plimsoll-close-" + id.name(), THREADS, QUEUE, ticker::nanos);
        eviction = new Eviction(id, table, settings, callbacks);
        cleanups = new Cleanups(id, ticker, this::evictAndWait);
    }

    /** Removes what leaked, if so configured, and what is idle. */
    void tick(long now, List<Entry> leaked) {
        callbacks.watch();
        if (!leaked.isEmpty() && settings.closeLeaked.get()) {
            cleanups.run(CleanupCause.SCHEDULE, run -> {
                run.note("their users had lost them");
                eviction.evict(run, now, leaked, callbacks.batch());
            });
        }
        if (callbacks.hasRoom() && eviction.due(now)) {
            cleanups.run(
                    CleanupCause.SCHEDULE, run -> eviction.evictIdle(run, now, EVICTIONS_PER_TICK, callbacks.batch()));
        }
    }

    /** Closes what its user releases, on his thread. */
    void close(Entry entry, AutoCloseable closer) {
        try {
            closer.close();
        } catch (RuntimeException | Error e) {
            callbacks.countErrors(1);
            throw e;
        } catch (Exception e) {
            callbacks.countErrors(1);
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw new ResourceCloseException(entry.id, e);
        }
    }

    /** Removes and closes all that is left, for at most the timeout, and then nothing more. */
    void closeAll() {
        cleanups.run(CleanupCause.SHUTDOWN, this::evictAll);
        callbacks.close();
    }

    private void evictAndWait(CleanupRun run) {
        Callbacks.Batch batch = callbacks.batch();
        eviction.evictIdle(run, nowNanos.getAsLong(), Integer.MAX_VALUE, batch);
        await(batch, CLEANUP_WAIT, run);
    }

    private void evictAll(CleanupRun run) {
        Callbacks.Batch batch = callbacks.batch();
        Queue<AutoCloseable> closers = eviction.evictAll(run, nowNanos.getAsLong(), table.close());
        for (int i = 0; i < Math.min(THREADS, closers.size()); i++) {
            batch.submit(() -> eviction.closeAll(closers, run), run::failed);
        }
        await(batch, timeout, run);
        callbacks.countErrors(closers.size());
    }

    private static void await(Callbacks.Batch batch, Duration timeout, CleanupRun run) {
        if (batch.await(timeout) > 0) {
            run.note("some are still being closed");
        }
    }
}
