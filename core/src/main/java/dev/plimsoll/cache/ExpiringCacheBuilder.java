package dev.plimsoll.cache;

import dev.plimsoll.Ticker;
import java.time.Duration;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Makes an {@link ExpiringCache}. For one thread.
 *
 * @param <K> type of the keys
 * @param <V> type of the values
 */
public final class ExpiringCacheBuilder<K, V> {
    final String name;
    Ticker ticker = Ticker.system();
    long maximum = 10_000;
    Duration timeToLive = Duration.ofMinutes(10);
    Duration loadTimeout = Duration.ofSeconds(10);

    @Nullable
    ToIntBiFunction<? super K, ? super V> weigher;

    ExpiringCacheBuilder(String name) {
        this.name = name;
    }

    /**
     * Injects the passing of time.
     *
     * @param value the clock; the system's by default
     * @return this
     */
    public ExpiringCacheBuilder<K, V> ticker(Ticker value) {
        ticker = value;
        return this;
    }

    /**
     * Bounds the cache by count.
     *
     * @param value entries, 0 or more; 10,000 by default
     * @return this
     */
    public ExpiringCacheBuilder<K, V> maximumSize(long value) {
        maximum = value;
        weigher = null;
        return this;
    }

    /**
     * Bounds the cache by weight, such as bytes.
     *
     * @param value what all entries may weigh together, 0 or more
     * @param weight weighs an entry when it is put, 0 or more; runs on the thread that puts, under no lock
     * @return this
     */
    public ExpiringCacheBuilder<K, V> maximumWeight(long value, ToIntBiFunction<? super K, ? super V> weight) {
        maximum = value;
        weigher = weight;
        return this;
    }

    /**
     * Sets how long an entry lives that is put without a time of its own.
     *
     * @param value 1 ms to 365 days; 10 minutes by default
     * @return this
     */
    public ExpiringCacheBuilder<K, V> timeToLive(Duration value) {
        timeToLive = value;
        return this;
    }

    /**
     * Bounds how long a thread waits for a value that another one is loading. The thread that loads is not stopped.
     *
     * @param value 0 to 1 hour; 10 s by default
     * @return this
     */
    public ExpiringCacheBuilder<K, V> loadTimeout(Duration value) {
        loadTimeout = value;
        return this;
    }

    /**
     * Makes the cache, which lives until it is closed.
     *
     * @return a cache
     * @throws IllegalArgumentException if a value is out of bounds; the message names it
     * @throws IllegalStateException if Caffeine is not there
     */
    public ExpiringCache<K, V> build() {
        if (loadTimeout.isNegative() || loadTimeout.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException(
                    "Cache/" + name + ": loadTimeout = " + loadTimeout + " is not between 0 and 1 hour");
        }
        if (maximum < 0) {
            throw new IllegalArgumentException("Cache/" + name + ": a maximum of " + maximum + " is negative");
        }
        return new ExpiringCache<>(this);
    }
}
