package dev.plimsoll.pool;

import dev.plimsoll.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects and checks what a pool is made from. */
final class PoolBuilder<K, C> implements ConnectionPoolBuilder<K, C> {
    static final int MAX_SIZE = 100_000;
    static final Duration MAX_DURATION = Duration.ofDays(365);

    final String name;
    final ConnectionFactory<? super K, ? extends C> factory;
    int maximumSize = 10;
    int maximumPerKey = 10;
    int minimumIdle;
    Duration timeToLive = Duration.ofMinutes(5);
    Duration idleTimeout = Duration.ofMinutes(1);
    Duration maximumLifetime = Duration.ofMinutes(30);

    @Nullable
    ConnectionValidator<? super C> validator;

    Duration validateAfterIdle = Duration.ofSeconds(5);
    ConnectionCloser<? super C> closer = PoolBuilder::closeIfCloseable;
    Duration holdLimit = Duration.ZERO;
    boolean captureStacks;
    Duration callbackTimeout = Duration.ofSeconds(10);
    Duration closeTimeout = Duration.ofSeconds(3);
    int timingInterval = 32;
    Ticker ticker = Ticker.system();
    long seed = System.identityHashCode(this) ^ System.nanoTime();

    PoolBuilder(String name, ConnectionFactory<? super K, ? extends C> factory) {
        this.name = Objects.requireNonNull(name, "name");
        this.factory = Objects.requireNonNull(factory, "factory");
    }

    private static void closeIfCloseable(Object connection) throws Exception {
        if (connection instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    @Override
    public PoolBuilder<K, C> maximumSize(int connections) {
        maximumSize = connections;
        return this;
    }

    @Override
    public PoolBuilder<K, C> maximumPerKey(int connections) {
        maximumPerKey = connections;
        return this;
    }

    @Override
    public PoolBuilder<K, C> minimumIdle(int connections) {
        minimumIdle = connections;
        return this;
    }

    @Override
    public PoolBuilder<K, C> timeToLive(Duration duration) {
        timeToLive = duration;
        return this;
    }

    @Override
    public PoolBuilder<K, C> idleTimeout(Duration duration) {
        idleTimeout = duration;
        return this;
    }

    @Override
    public PoolBuilder<K, C> maximumLifetime(Duration duration) {
        maximumLifetime = duration;
        return this;
    }

    @Override
    public PoolBuilder<K, C> validator(ConnectionValidator<? super C> newValidator) {
        validator = Objects.requireNonNull(newValidator, "validator");
        return this;
    }

    @Override
    public PoolBuilder<K, C> validateAfterIdle(Duration duration) {
        validateAfterIdle = duration;
        return this;
    }

    @Override
    public PoolBuilder<K, C> closer(ConnectionCloser<? super C> newCloser) {
        closer = Objects.requireNonNull(newCloser, "closer");
        return this;
    }

    @Override
    public PoolBuilder<K, C> holdLimit(Duration duration) {
        holdLimit = duration;
        return this;
    }

    @Override
    public PoolBuilder<K, C> captureStacks(boolean capture) {
        captureStacks = capture;
        return this;
    }

    @Override
    public PoolBuilder<K, C> callbackTimeout(Duration duration) {
        callbackTimeout = duration;
        return this;
    }

    @Override
    public PoolBuilder<K, C> closeTimeout(Duration duration) {
        closeTimeout = duration;
        return this;
    }

    @Override
    public PoolBuilder<K, C> timingInterval(int uses) {
        timingInterval = uses;
        return this;
    }

    @Override
    public PoolBuilder<K, C> ticker(Ticker newTicker) {
        ticker = Objects.requireNonNull(newTicker, "ticker");
        return this;
    }

    @Override
    public PoolBuilder<K, C> seed(long newSeed) {
        seed = newSeed;
        return this;
    }

    @Override
    public ConnectionPool<K, C> build() {
        List<String> wrong = new ArrayList<>();
        within(wrong, "maximumSize", maximumSize, 1, MAX_SIZE);
        within(wrong, "maximumPerKey", maximumPerKey, 1, MAX_SIZE);
        within(wrong, "minimumIdle", minimumIdle, 0, MAX_SIZE);
        if (minimumIdle > Math.min(maximumPerKey, maximumSize)) {
            wrong.add("minimumIdle = " + minimumIdle + " must not be above maximumPerKey and maximumSize");
        }
        within(wrong, "timingInterval", timingInterval, 1, 1000);
        within(wrong, "timeToLive", timeToLive, false);
        within(wrong, "idleTimeout", idleTimeout, false);
        within(wrong, "callbackTimeout", callbackTimeout, false);
        within(wrong, "maximumLifetime", maximumLifetime, true);
        within(wrong, "validateAfterIdle", validateAfterIdle, true);
        within(wrong, "holdLimit", holdLimit, true);
        within(wrong, "closeTimeout", closeTimeout, true);
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException("ConnectionPool/" + name + ": " + String.join("; ", wrong));
        }
        return new ConnectionPool<>(this);
    }

    private static void within(List<String> wrong, String what, int value, int least, int most) {
        if (value < least || value > most) {
            wrong.add(what + " = " + value + " must be between " + least + " and " + most);
        }
    }

    private static void within(List<String> wrong, String what, Duration value, boolean zeroAllowed) {
        if (value.isNegative() || (value.isZero() && !zeroAllowed) || value.compareTo(MAX_DURATION) > 0) {
            wrong.add(what + " = " + value + " must be " + (zeroAllowed ? "zero or " : "")
                    + "a positive duration of at most " + MAX_DURATION);
        }
    }
}
