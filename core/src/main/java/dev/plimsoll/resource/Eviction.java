package dev.plimsoll.resource;

import dev.plimsoll.CleanupCause;
import dev.plimsoll.CleanupRun;
import dev.plimsoll.ManagerId;
import dev.plimsoll.internal.Callbacks;
import dev.plimsoll.internal.Jfr;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/** Removes idle resources, least recently used first, and has what they hold closed on threads of the tracker. */
final class Eviction {
    private final ManagerId manager;
    private final ResourceTable table;
    private final TrackerSettings settings;
    private final Callbacks callbacks;
    private final Map<CleanupCause, LongAdder> evicted = new EnumMap<>(CleanupCause.class);

    Eviction(ManagerId manager, ResourceTable table, TrackerSettings settings, Callbacks callbacks) {
        this.manager = manager;
        this.table = table;
        this.settings = settings;
        this.callbacks = callbacks;
        for (CleanupCause cause : CleanupCause.values()) {
            evicted.put(cause, new LongAdder());
        }
    }

    Map<CleanupCause, Long> evicted() {
        Map<CleanupCause, Long> counts = new EnumMap<>(CleanupCause.class);
        evicted.forEach((cause, count) -> counts.put(cause, count.sum()));
        return counts;
    }

    /** Tells whether a cleanup would find anything, without looking at what is not idle. */
    boolean due(long nowNanos) {
        long limit = limit(nowNanos);
        return limit >= 0
                && table.firstSecondFrom(0) <= IdleOrder.second(limit)
                && new Goal(settings, table.counts()).open()
                && anyIdle(limit);
    }

    /**
     * Removes what is idle until the targets are met or a number is reached.
     *
     * @param closing collects what is to be closed
     */
    void evictIdle(CleanupRun run, long nowNanos, int atMost, Callbacks.Batch closing) {
        long limit = limit(nowNanos);
        Goal goal = new Goal(settings, table.counts());
        int left = atMost;
        long second = table.firstSecondFrom(0);
        while (second <= IdleOrder.second(limit)) {
            for (Idle idle : table.idle(second, limit)) {
                Entry entry = idle.entry();
                if (left == 0 || !goal.open()) {
                    return;
                }
                if (entry.closer != null && !callbacks.hasRoom()) {
                    run.note("stopped because too many resources wait to be closed");
                    return;
                }
                if (table.evict(entry, limit)) {
                    left--;
                    goal.removed(entry.sizeBytes);
                    evicted(entry, run, nowNanos);
                    close(entry, run, closing);
                }
            }
            second = table.firstSecondFrom(second + 1);
        }
    }

    /** Removes resources whether idle or not, as long as there is room for what is to be closed; returns the others. */
    List<Entry> evict(CleanupRun run, long nowNanos, List<Entry> entries, Callbacks.Batch closing) {
        List<Entry> left = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.closer != null && !callbacks.hasRoom()) {
                left.add(entry);
            } else if (table.evict(entry, Long.MAX_VALUE)) {
                evicted(entry, run, nowNanos);
                close(entry, run, closing);
            }
        }
        return left;
    }

    /**
     * Removes resources whether idle or not.
     *
     * @return those that have to be closed
     */
    Queue<AutoCloseable> evictAll(CleanupRun run, long nowNanos, List<Entry> entries) {
        Queue<AutoCloseable> closers = new ConcurrentLinkedQueue<>();
        for (Entry entry : entries) {
            if (table.evict(entry, Long.MAX_VALUE)) {
                evicted(entry, run, nowNanos);
                AutoCloseable closer = entry.closer;
                if (closer != null) {
                    closers.add(closer);
                }
            }
        }
        return closers;
    }

    /** Closes until nothing is left; several threads may share one queue, so that what hangs holds up one of them. */
    void closeAll(Queue<AutoCloseable> closers, CleanupRun run) {
        AutoCloseable closer = closers.poll();
        while (closer != null) {
            try {
                closer.close();
            } catch (Throwable e) {
                callbacks.countErrors(1);
                run.failed(e);
            }
            closer = closers.poll();
        }
    }

    private boolean anyIdle(long limit) {
        long second = table.firstSecondFrom(0);
        while (second <= IdleOrder.second(limit)) {
            if (!table.idle(second, limit).isEmpty()) {
                return true;
            }
            second = table.firstSecondFrom(second + 1);
        }
        return false;
    }

    private long limit(long nowNanos) {
        return nowNanos - settings.idleTimeout.get().toNanos();
    }

    private void evicted(Entry entry, CleanupRun run, long nowNanos) {
        run.removed(entry.sizeBytes);
        Objects.requireNonNull(evicted.get(run.cause())).increment();
        if (Jfr.AVAILABLE) {
            ResourceEvictedEvent.emit(manager, entry, run, nowNanos);
        }
    }

    private static void close(Entry entry, CleanupRun run, Callbacks.Batch closing) {
        AutoCloseable closer = entry.closer;
        if (closer != null) {
            closing.submit(closer::close, run::failed);
        }
    }
}
