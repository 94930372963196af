package dev.plimsoll.history;

import dev.plimsoll.Plimsoll;
import dev.plimsoll.Ticker;
import java.time.Duration;

/** Makes a {@link MetricsCollector}. For one thread. */
public final class MetricsCollectorBuilder {
    final String name;
    final Plimsoll plimsoll;
    Ticker ticker = Ticker.system();
    Duration interval = Duration.ofSeconds(10);
    Duration retention = Duration.ofHours(1);
    long maxBytes = 4_000_000;
    Duration readTimeout = Duration.ofSeconds(1);

    MetricsCollectorBuilder(String name, Plimsoll plimsoll) {
        this.name = name;
        this.plimsoll = plimsoll;
    }

    /**
     * Injects the passing of time.
     *
     * @param value the clock; the system's by default
     * @return this
     */
    public MetricsCollectorBuilder ticker(Ticker value) {
        ticker = value;
        return this;
    }

    /**
     * Sets how far apart samples are.
     *
     * @param value 1 s to 1 hour, not more than the retention; 10 s by default
     * @return this
     */
    public MetricsCollectorBuilder interval(Duration value) {
        interval = value;
        return this;
    }

    /**
     * Sets how far back the history reaches.
     *
     * @param value 1 s to 30 days, not less than the interval; 1 hour by default
     * @return this
     */
    public MetricsCollectorBuilder retention(Duration value) {
        retention = value;
        return this;
    }

    /**
     * Bounds the memory of the history.
     *
     * @param value bytes, 64,000 to 1,000,000,000; 4,000,000 by default, which holds about 1,200 lines without thinning
     * @return this
     */
    public MetricsCollectorBuilder maxBytes(long value) {
        maxBytes = value;
        return this;
    }

    /**
     * Sets how long a sample waits for managers that do not answer.
     *
     * @param value 1 ms to 10 s; 1 s by default
     * @return this
     */
    public MetricsCollectorBuilder readTimeout(Duration value) {
        readTimeout = value;
        return this;
    }

    /**
     * Begins to collect, until the collector is closed.
     *
     * @return a collector
     * @throws IllegalArgumentException if a value is out of bounds; the message names it
     */
    public MetricsCollector build() {
        if (readTimeout.compareTo(Duration.ofMillis(1)) < 0 || readTimeout.compareTo(Duration.ofSeconds(10)) > 0) {
            throw new IllegalArgumentException(
                    "MetricsCollector/" + name + ": readTimeout = " + readTimeout + " is not between 1 ms and 10 s");
        }
        MetricsCollector collector = new MetricsCollector(this);
        collector.start();
        return collector;
    }
}
