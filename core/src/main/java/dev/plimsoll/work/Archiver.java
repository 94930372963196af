package dev.plimsoll.work;

import dev.plimsoll.CleanupRun;
import dev.plimsoll.ManagerId;
import dev.plimsoll.Ticker;
import dev.plimsoll.internal.Callbacks;
import dev.plimsoll.internal.Jfr;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/*
 * Design: finished orders are given to the archive in batches: as soon as there are enough of them for one, else at the
 * next tick, or when somebody asks. One call runs at a time. A call that hangs keeps its thread and its orders, and another
 * may run beside it, until all threads hang; the orders stay live, so the capacity bounds what piles up. After a failure
 * the archive is left alone for a while, longer each time; only an explicit cleanup and the close try at once.
 */
/** Gives finished orders to the archive, and makes the queue forget those that it has. Thread-safe. */
final class Archiver<T> {
    private static final int THREADS = 4;

    private final ManagerId manager;
    private final WorkOrderArchive<T> archive;
    private final LiveOrders<T> live;
    private final QueueCounters counters;
    private final Ticker ticker;
    private final IntSupplier batchSize;
    private final IntSupplier enough;
    private final ArchiveBacklog<T> backlog;
    private final Callbacks callbacks;
    private final AtomicReference<@Nullable Caller> current = new AtomicReference<>();

    Archiver(
            ManagerId manager,
            WorkOrderArchive<T> archive,
            LiveOrders<T> live,
            QueueCounters counters,
            Ticker ticker,
            QueueSettings settings) {
        this.manager = manager;
        this.archive = archive;
        this.live = live;
        this.counters = counters;
        this.ticker = ticker;
        batchSize = settings.archiveBatch::get;
        enough = () -> Math.min(settings.archiveBatch.get(), Math.max(1, settings.capacity.get() / 4));
        backlog = new ArchiveBacklog<>(ticker);
        callbacks = new Callbacks("plimsoll-archive-" + manager.name(), THREADS, 1, ticker::nanos);
    }

    /** Takes in a finished order that the caller owns. */
    void add(Entry<T> entry) {
        entry.finishedNanos = ticker.nanos();
        if (backlog.add(entry) >= enough.getAsInt() && current.get() == null) {
            startUnlessPaused();
        }
    }

    void tick() {
        callbacks.watch();
        if (backlog.waiting() > 0 && !backlog.paused()) {
            backlog.demand();
            start();
        }
    }

    /** Finished orders that the archive has not yet. */
    int unarchived() {
        return backlog.size();
    }

    /** Whether waiting for the archive makes sense: it has something to take, and neither failed just now nor hangs. */
    boolean canMakeRoom() {
        int waiting = backlog.waiting();
        return (waiting > 0 && !backlog.paused()) || (backlog.size() > waiting && !currentHangs());
    }

    /** Waits until the archive has taken something, fails, or time is over. */
    void awaitProgress(Duration timeout) {
        backlog.flush(null, timeout, true, currentHangs(), this::start);
    }

    /** Gives what is finished now to the archive, and reports what it has taken while that was waited for. */
    void flush(CleanupRun run, Duration timeout, boolean untilFirst) {
        backlog.flush(run, timeout, untilFirst, currentHangs(), this::start);
        int left = untilFirst ? 0 : backlog.size();
        if (left > 0) {
            run.note(left + " finished orders are not in the archive yet");
        }
    }

    long hung() {
        return callbacks.hung();
    }

    long errors() {
        return callbacks.errors();
    }

    void close() {
        callbacks.close();
    }

    private boolean currentHangs() {
        Caller running = current.get();
        return running != null && running.hangs();
    }

    private void startUnlessPaused() {
        if (!backlog.paused()) {
            start();
        }
    }

    private void start() {
        Caller running = current.get();
        if (running == null || running.hangs()) {
            Caller next = new Caller();
            if (current.compareAndSet(running, next)) {
                submit(next);
            }
        }
    }

    private void submit(Caller caller) {
        if (!callbacks.submit(() -> callOnce(caller))) {
            current.compareAndSet(caller, null);
        }
    }

    /** Makes one call, then gives way to the next, so that each counts by itself when it throws or hangs. */
    private void callOnce(Caller caller) throws Throwable {
        boolean more = false;
        try {
            List<Entry<T>> batch =
                    current.get() == caller ? backlog.nextBatch(batchSize.getAsInt(), enough.getAsInt()) : List.of();
            if (!batch.isEmpty()) {
                store(caller, batch);
                more = true;
            }
        } finally {
            if (more && current.get() == caller) {
                submit(caller);
            } else if (current.compareAndSet(caller, null) && backlog.due(enough.getAsInt())) {
                start(); // what came, or was demanded, while this caller was about to end
            }
        }
    }

    private void store(Caller caller, List<Entry<T>> batch) throws Throwable {
        List<String> has = List.of();
        long start = ticker.nanos();
        caller.begin(start);
        try {
            has = List.copyOf(archive.store(finished(batch)));
        } finally {
            caller.end();
            counters.archivingTime.record(ticker.nanos() - start);
            int archived = forget(batch, has);
            if (archived < batch.size()) {
                counters.archiveFailures.increment();
            }
            backlog.settle(batch, archived);
        }
    }

    private int forget(List<Entry<T>> batch, List<String> ids) {
        long now = ticker.nanos();
        int forgotten = 0;
        for (String id : ids) {
            Entry<T> next = batch.get(Math.min(forgotten, batch.size() - 1)); // most archives answer in order
            Entry<T> entry = next.order.id().equals(id) ? next : live.find(id);
            if (entry != null && entry.batch == batch) {
                entry.batch = null;
                live.forget(entry);
                forgotten++;
                FinishedOrder.Outcome outcome = outcome(entry);
                counters.archived(outcome);
                if (Jfr.AVAILABLE) {
                    WorkOrderArchivedEvent.emit(manager, entry, outcome.name(), now);
                }
            }
        }
        live.freePlaces(forgotten);
        return forgotten;
    }

    private List<FinishedOrder<T>> finished(List<Entry<T>> batch) {
        Instant now = Instant.now();
        long nowNanos = ticker.nanos();
        List<FinishedOrder<T>> orders = new ArrayList<>(batch.size());
        for (Entry<T> entry : batch) {
            FinishedOrder<T> finished = entry.finished;
            if (finished == null) {
                Instant finishedAt = now.minusNanos(nowNanos - entry.finishedNanos);
                finished =
                        new FinishedOrder<>(entry.order, outcome(entry), finishedAt, entry.attempts, entry.lastFailure);
                entry.finished = finished;
            }
            orders.add(finished);
        }
        return Collections.unmodifiableList(orders);
    }

    private static FinishedOrder.Outcome outcome(Entry<?> entry) {
        return entry.state == WorkOrderState.COMPLETED ? FinishedOrder.Outcome.COMPLETED : FinishedOrder.Outcome.FAILED;
    }

    /** Whoever may call the archive now, as long as it does not hang. */
    private final class Caller {
        private volatile boolean calling;
        private volatile long startNanos;

        void begin(long nanos) {
            startNanos = nanos;
            calling = true;
        }

        void end() {
            calling = false;
        }

        boolean hangs() {
            return calling && ticker.nanos() - startNanos >= Callbacks.HUNG_AFTER.toNanos();
        }
    }
}
