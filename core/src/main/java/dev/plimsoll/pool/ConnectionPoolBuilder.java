package dev.plimsoll.pool;

import dev.plimsoll.Ticker;
import java.time.Duration;

/**
 * Builds a {@link ConnectionPool}. Nothing is checked before {@link #build()}, which reports all that is wrong at once.
 * For one thread.
 *
 * @param <K> type of the keys
 * @param <C> type of the connections
 */
public sealed interface ConnectionPoolBuilder<K, C> permits PoolBuilder {
    /**
     * Limits the connections of all keys together, with those being opened and being closed. A setting.
     *
     * @param connections at least 1; 10 by default
     * @return this
     */
    ConnectionPoolBuilder<K, C> maximumSize(int connections);

    /**
     * Limits the connections of each key. A setting.
     *
     * @param connections at least 1; 10 by default
     * @return this
     */
    ConnectionPoolBuilder<K, C> maximumPerKey(int connections);

    /**
     * Keeps connections of each key in use ready for the next caller. A setting. A key is in use until nobody has asked
     * for a connection for the time to live.
     *
     * @param connections at most the maximum per key; 0 by default
     * @return this
     */
    ConnectionPoolBuilder<K, C> minimumIdle(int connections);

    /**
     * Sets for how long a connection may be unused before it is closed whatever the minimum. A setting.
     *
     * @param duration positive; 5 minutes by default
     * @return this
     */
    ConnectionPoolBuilder<K, C> timeToLive(Duration duration);

    /**
     * Sets for how long a connection beyond the minimum idle may be unused before it is closed. A setting.
     *
     * @param duration positive; 1 minute by default
     * @return this
     */
    ConnectionPoolBuilder<K, C> idleTimeout(Duration duration);

    /**
     * Sets the age at which a connection is closed even if it is in use all the time: when it comes back. Each connection
     * lives up to 10 % shorter, at random, so that not all are renewed at once. A setting.
     *
     * @param duration positive, or zero for no limit; 30 minutes by default
     * @return this
     */
    ConnectionPoolBuilder<K, C> maximumLifetime(Duration duration);

    /**
     * Sets how connections are checked before they are handed out.
     *
     * @param validator the check; none by default
     * @return this
     */
    ConnectionPoolBuilder<K, C> validator(ConnectionValidator<? super C> validator);

    /**
     * Sets how long a connection must have been idle to be validated before its next use, to the second. A setting.
     *
     * @param duration not negative, zero to validate always; 5 seconds by default
     * @return this
     */
    ConnectionPoolBuilder<K, C> validateAfterIdle(Duration duration);

    /**
     * Sets how connections are closed.
     *
     * @param closer closes; by default {@link AutoCloseable#close()} where a connection has it
     * @return this
     */
    ConnectionPoolBuilder<K, C> closer(ConnectionCloser<? super C> closer);

    /**
     * Sets how long a connection may be held before that is counted and reported with the holder's name and what its
     * thread is doing, as the event {@code dev.plimsoll.ConnectionOverdue}. Costs acquisitions nothing. A setting.
     *
     * @param duration positive, or zero for no limit; zero by default
     * @return this
     */
    ConnectionPoolBuilder<K, C> holdLimit(Duration duration);

    /**
     * Sets whether the stack of each acquisition is kept, so that who holds too long or leaks can be found. A setting;
     * switch it on for a while, it costs about a microsecond for each acquisition.
     *
     * @param capture whether to; false by default
     * @return this
     */
    ConnectionPoolBuilder<K, C> captureStacks(boolean capture);

    /**
     * Sets after what time code of the user that has not returned counts as hung. It is interrupted once and counted. A
     * setting.
     *
     * @param duration positive; 10 seconds by default
     * @return this
     */
    ConnectionPoolBuilder<K, C> callbackTimeout(Duration duration);

    /**
     * Sets how long {@link ConnectionPool#close()} waits for idle connections to be closed.
     *
     * @param duration not negative; 3 seconds by default
     * @return this
     */
    ConnectionPoolBuilder<K, C> closeTimeout(Duration duration);

    /**
     * Sets how many uses shorter than microseconds one measured use stands for on average. Longer ones are always
     * measured. A setting.
     *
     * @param uses 1 to measure all; 32 by default
     * @return this
     */
    ConnectionPoolBuilder<K, C> timingInterval(int uses);

    /**
     * Sets the clock.
     *
     * @param ticker the clock; {@link Ticker#system()} by default
     * @return this
     */
    ConnectionPoolBuilder<K, C> ticker(Ticker ticker);

    /**
     * Seeds what is random: the spread of lifetimes and the choice of uses that are timed.
     *
     * @param seed any number; different for each pool by default
     * @return this
     */
    ConnectionPoolBuilder<K, C> seed(long seed);

    /**
     * Makes the pool. It opens no connection yet.
     *
     * @return a new pool
     * @throws IllegalArgumentException if something does not fit; the message lists everything
     */
    ConnectionPool<K, C> build();
}
