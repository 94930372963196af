package dev.plimsoll;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that a test moves. Ticks run on the thread that moves it. Thread-safe. */
public final class ManualTicker implements Ticker {
    private final AtomicLong nanos = new AtomicLong();
    private final List<Runnable> tasks = new CopyOnWriteArrayList<>();

    /** Makes a clock that stands at 0. */
    public ManualTicker() {}

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public Subscription everyTick(Runnable task) {
        tasks.add(task);
        return Subscription.endedBy(() -> tasks.remove(task));
    }

    /**
     * Moves the clock, then ticks once.
     *
     * @param duration how far, not negative
     */
    public void advance(Duration duration) {
        pass(duration);
        tick();
    }

    /**
     * Moves the clock without a tick.
     *
     * @param duration how far, not negative
     */
    public void pass(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("a monotonic clock cannot go back by " + duration);
        }
        nanos.addAndGet(duration.toNanos());
    }

    /** Ticks without moving the clock. */
    public void tick() {
        tasks.forEach(Runnable::run);
    }
}
