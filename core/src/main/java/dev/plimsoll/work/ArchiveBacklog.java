package dev.plimsoll.work;

import dev.plimsoll.CleanupRun;
import dev.plimsoll.Ticker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Finished orders that the archive has not yet: those that wait, those in calls, who waits for them, and the pause after a
 * failure. Thread-safe.
 */
final class ArchiveBacklog<T> {
    private static final long FIRST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Ticker ticker;
    private final Link.Stack<T> arrived = new Link.Stack<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition settled = lock.newCondition();
    private final Deque<Entry<T>> waiting = new ArrayDeque<>();
    private final Deque<Flush> flushes = new ArrayDeque<>();
    private int inCalls;
    private boolean demanded;
    private int failuresInRow;
    private long failures;
    private long pausedUntilNanos;

    ArchiveBacklog(Ticker ticker) {
        this.ticker = ticker;
    }

    /** Takes in an order; returns how many came since the last batch. */
    int add(Entry<T> entry) {
        return arrived.push(entry);
    }

    /** Whether the next batch would have something: there is enough and no pause, or it is demanded. */
    boolean due(int enough) {
        lock.lock();
        try {
            int ready = arrived.depth() + waiting.size();
            return demanded ? ready > 0 : ready >= enough && !paused();
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return arrived.depth() + waiting.size() + inCalls;
        } finally {
            lock.unlock();
        }
    }

    /** Orders that wait, not counting those in calls. */
    int waiting() {
        lock.lock();
        try {
            return arrived.depth() + waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the archive is to be left alone because it failed. */
    boolean paused() {
        lock.lock();
        try {
            return failuresInRow > 0 && ticker.nanos() - pausedUntilNanos < 0;
        } finally {
            lock.unlock();
        }
    }

    /** Makes the next batches take all that there is, however little. */
    void demand() {
        lock.lock();
        try {
            demanded = true;
        } finally {
            lock.unlock();
        }
    }

    /** Takes out up to so many orders, oldest first; none when there are fewer than enough and nobody demands them. */
    List<Entry<T>> nextBatch(int size, int enough) {
        lock.lock();
        try {
            gather();
            if (!demanded && (waiting.size() < enough || paused())) {
                return List.of();
            }
            List<Entry<T>> batch = new ArrayList<>(Math.min(size, waiting.size()));
            while (batch.size() < size && !waiting.isEmpty()) {
                Entry<T> entry = waiting.remove();
                entry.batch = batch;
                batch.add(entry);
            }
            demanded = demanded && !waiting.isEmpty();
            inCalls += batch.size();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /** Ends a batch: what the archive has not is still marked with the batch, and waits again. */
    void settle(List<Entry<T>> batch, int archived) {
        lock.lock();
        try {
            inCalls -= batch.size();
            for (int i = batch.size() - 1; i >= 0; i--) {
                Entry<T> entry = batch.get(i);
                if (entry.batch == batch) {
                    entry.batch = null;
                    waiting.addFirst(entry);
                }
            }
            credit(archived);
            if (archived < batch.size()) {
                pause();
            } else {
                failuresInRow = 0;
            }
            settled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Demands that all that waits now be archived, and waits until that is done, a call fails, or time is over.
     *
     * @param run is told what is archived meanwhile, null if nobody counts
     * @param untilFirst whether the first that is archived is enough
     * @param callHangs whether what is in calls is not worth waiting for
     * @param start makes calls go on; runs under the lock
     */
    void flush(@Nullable CleanupRun run, Duration timeout, boolean untilFirst, boolean callHangs, Runnable start) {
        lock.lock();
        try {
            gather();
            int archivable = waiting.size() + (callHangs ? 0 : inCalls);
            if (archivable == 0) {
                return;
            }
            Flush flush = new Flush(run, untilFirst ? 1 : archivable);
            flushes.add(flush);
            demanded = !waiting.isEmpty();
            start.run();
            await(flush, timeout.toNanos());
            flushes.remove(flush);
        } finally {
            lock.unlock();
        }
    }

    private void await(Flush flush, long nanos) {
        long failuresBefore = failures;
        long remaining = nanos;
        try {
            while (flush.missing > 0 && failures == failuresBefore && remaining > 0) {
                remaining = settled.awaitNanos(remaining);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void gather() {
        for (Entry<T> entry = arrived.drain(); entry != null; ) {
            Entry<T> following = entry.after;
            entry.after = null;
            waiting.add(entry);
            entry = following;
        }
    }

    /** Every flush comes nearer its end, but only the first counts as the cleanup that archived these. */
    private void credit(int archived) {
        boolean reported = false;
        for (Flush flush : flushes) {
            flush.missing -= archived;
            CleanupRun run = flush.run;
            if (run != null && !reported) {
                reported = true;
                for (int i = 0; i < archived; i++) {
                    run.removed();
                }
            }
        }
    }

    private void pause() {
        failures++;
        long pause = FIRST_PAUSE_NANOS << Math.min(failuresInRow, 10);
        failuresInRow++;
        pausedUntilNanos = ticker.nanos() + Math.min(pause, LONGEST_PAUSE_NANOS);
        demanded = false;
    }

    /** Somebody who waits. */
    private static final class Flush {
        final @Nullable CleanupRun run;
        int missing;

        Flush(@Nullable CleanupRun run, int missing) {
            this.run = run;
            this.missing = missing;
        }
    }
}
