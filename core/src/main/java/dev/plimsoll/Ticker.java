package dev.plimsoll;

/**
 * The time that managers live by: a monotonic clock and its ticks. Whoever injects one injects the passing of time;
 * {@link ManualTicker} is for tests. Thread-safe.
 */
public interface Ticker {
    /**
     * Reads the clock.
     *
     * @return monotonic nanoseconds from an arbitrary origin; only differences mean something
     */
    long nanos();

    /**
     * Runs a task at every tick, about once a second, until the subscription is closed. Ticks are shared: a task must
     * not block, and must hand code of others to a thread of its own. A task that throws is counted and runs again at
     * the next tick.
     *
     * @param task what to run
     * @return ends the subscription
     */
    Subscription everyTick(Runnable task);

    /**
     * Returns the system's clock, which ticks every second on one daemon thread named {@code plimsoll-tick}. The thread
     * exists while there are subscriptions.
     *
     * @return the one system ticker
     */
    static Ticker system() {
        return SystemTicker.INSTANCE;
    }
}
