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
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Has what expired removed when that is due, at the tick, so that it goes though nobody calls: at once in a small cache, on a
 * thread of its own in a large one.
 */
final class TickScheduler implements Scheduler, AutoCloseable {
    private static final long SMALL = 10_000;

    private final Ticker ticker;
    private final Runnable expire;
    private final LongSupplier size;
    private final Workers worker;
    private final Subscription ticks;
    private final AtomicReference<@Nullable Due> next = new AtomicReference<>();

    /**
     * Something to run. Its future is done as soon as it begins to run, since Caffeine schedules anew from within what
     * runs and would not if it saw that as pending.
     */
    private record Due(long nanos, CompletableFuture<@Nullable Void> begun) {}

    /**
     * Makes a scheduler.
     *
     * @param expire does what Caffeine asks for, and is counted as a cleanup
     * @param size how many entries there are
     */
    TickScheduler(String cacheName, Ticker ticker, Runnable expire, LongSupplier size) {
        this.ticker = ticker;
        this.expire = expire;
        this.size = size;
        worker = new Workers("plimsoll-cache-" + cacheName, 1);
        ticks = ticker.everyTick(this::tick);
    }

    @Override
    public Future<?> schedule(Executor executor, Runnable command, long delay, TimeUnit unit) {
        Due due = new Due(ticker.nanos() + unit.toNanos(delay), new CompletableFuture<>());
        next.set(due);
        return due.begun();
    }

    private void tick() {
        Due due = next.get();
        if (due != null
                && !due.begun().isDone()
                && ticker.nanos() - due.nanos() >= 0
                && due.begun().complete(null)) {
            if (size.getAsLong() <= SMALL) {
                expire.run();
            } else {
                worker.submit(expire);
            }
        }
    }

    @Override
    public void close() {
        ticks.close();
        worker.close();
    }
}
