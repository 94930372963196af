package dev.plimsoll.cache;

import com.github.benmanes.caffeine.cache.Scheduler;
import dev.plimsoll.Subscription;
import dev.plimsoll.Ticker;
import dev.plimsoll.internal.Workers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs the maintenance of one cache when it is due, at the tick and on a worker: what expired goes though nobody calls. */
final class TickScheduler implements Scheduler, AutoCloseable {
    private final Ticker ticker;
    private final Workers worker;
    private final Subscription ticks;
    private final AtomicReference<@Nullable Due> next = new AtomicReference<>();

    /**
     * Something to run. Its future is done as soon as it begins to run, since Caffeine schedules anew from within what
     * runs and would not if it saw that as pending.
     */
    private record Due(long nanos, Runnable command, CompletableFuture<@Nullable Void> begun) {}

    TickScheduler(String cacheName, Ticker ticker) {
        this.ticker = ticker;
        worker = new Workers("plimsoll-cache-" + cacheName, 1);
        ticks = ticker.everyTick(this::tick);
    }

    @Override
    public Future<?> schedule(Executor executor, Runnable command, long delay, TimeUnit unit) {
        Due due = new Due(ticker.nanos() + unit.toNanos(delay), command, new CompletableFuture<>());
        next.set(due);
        return due.begun();
    }

    private void tick() {
        Due due = next.get();
        if (due != null
                && !due.begun().isDone()
                && ticker.nanos() - due.nanos() >= 0
                && due.begun().complete(null)) {
            worker.submit(due.command());
        }
    }

    @Override
    public void close() {
        ticks.close();
        worker.close();
    }
}
