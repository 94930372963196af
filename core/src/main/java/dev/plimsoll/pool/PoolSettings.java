package dev.plimsoll.pool;

import dev.plimsoll.ManagerId;
import dev.plimsoll.Setting;
import dev.plimsoll.Settings;
import java.time.Duration;
import java.util.function.Consumer;

/** The settings of one pool, and their values where the pool needs them without boxing. */
final class PoolSettings {
    private static final Duration SMALLEST = Duration.ofMillis(1);

    final Settings all;
    private final Runnable resized;
    private volatile int maximumSize;
    private volatile int maximumPerKey;
    private volatile int minimumIdle;
    private final Setting<Duration> timeToLive;
    private final Setting<Duration> idleTimeout;
    private final Setting<Duration> maximumLifetime;
    private final Setting<Duration> holdLimit;
    private final Setting<Duration> callbackTimeout;
    private volatile Duration validateAfterIdle;
    private final boolean validates;

    PoolSettings(ManagerId id, PoolBuilder<?, ?> from, PoolContext<?, ?> context) {
        Dispatcher<?, ?> dispatcher = context.dispatcher;
        resized = () -> context.eviction.resized();
        maximumSize = from.maximumSize;
        maximumPerKey = from.maximumPerKey;
        minimumIdle = from.minimumIdle;
        validates = from.validator != null;
        validateAfterIdle = from.validateAfterIdle;
        applyValidation(dispatcher);
        dispatcher.stacks = from.captureStacks;
        dispatcher.timingInterval = from.timingInterval;

        Settings.Builder settings = Settings.of(id);
        settings.integer("maximumSize", maximumSize)
                .help("Most connections of all keys together")
                .atLeast(1)
                .atMost(PoolBuilder.MAX_SIZE)
                .backedBy(() -> maximumSize, value -> resize(() -> maximumSize = value))
                .add();
        settings.integer("maximumPerKey", maximumPerKey)
                .help("Most connections of one key")
                .atLeast(1)
                .atMost(PoolBuilder.MAX_SIZE)
                .backedBy(() -> maximumPerKey, value -> resize(() -> maximumPerKey = value))
                .add();
        settings.integer("minimumIdle", minimumIdle)
                .help("Connections of each key in use that are kept ready, as far as the limits allow")
                .atLeast(0)
                .atMost(PoolBuilder.MAX_SIZE)
                .backedBy(() -> minimumIdle, value -> resize(() -> minimumIdle = value))
                .add();
        timeToLive = duration(
                settings, "timeToLive", from.timeToLive, SMALLEST, "How long a connection may be unused at most");
        idleTimeout = duration(
                settings,
                "idleTimeout",
                from.idleTimeout,
                SMALLEST,
                "How long a connection beyond the minimum idle may be unused");
        maximumLifetime = duration(
                settings,
                "maximumLifetime",
                from.maximumLifetime,
                Duration.ZERO,
                "Age at which new connections will be closed, up to 10 % earlier; 0 for no limit");
        settings.duration("validateAfterIdle", validateAfterIdle)
                .help("How long a connection must have been idle to be validated; 0 to validate always")
                .atLeast(Duration.ZERO)
                .atMost(PoolBuilder.MAX_DURATION)
                .backedBy(() -> validateAfterIdle, value -> {
                    validateAfterIdle = value;
                    applyValidation(dispatcher);
                })
                .add();
        holdLimit = duration(
                settings,
                "holdLimit",
                from.holdLimit,
                Duration.ZERO,
                "How long a connection may be held before that is reported; 0 for no limit");
        toggle(settings, "captureStacks", from.captureStacks, dispatcher);
        callbackTimeout = duration(
                settings,
                "callbackTimeout",
                from.callbackTimeout,
                SMALLEST,
                "After what time code of the user that has not returned counts as hung");
        settings.integer("timingInterval", from.timingInterval)
                .help("How many uses shorter than microseconds one measured use stands for on average")
                .atLeast(1)
                .atMost(1000)
                .backedBy(() -> dispatcher.timingInterval, value -> dispatcher.timingInterval = value)
                .add();
        all = settings.build();
    }

    private static Setting<Duration> duration(
            Settings.Builder settings, String name, Duration value, Duration least, String help) {
        return settings.duration(name, value)
                .help(help)
                .atLeast(least)
                .atMost(PoolBuilder.MAX_DURATION)
                .add();
    }

    private static void toggle(Settings.Builder settings, String name, boolean value, Dispatcher<?, ?> dispatcher) {
        Consumer<Boolean> write = on -> dispatcher.stacks = on;
        settings.toggle(name, value)
                .help("Whether the stack of each acquisition is kept")
                .backedBy(() -> dispatcher.stacks, write)
                .add();
    }

    private void resize(Runnable change) {
        change.run();
        resized.run();
    }

    private void applyValidation(Dispatcher<?, ?> dispatcher) {
        dispatcher.idleMark = validates && validateAfterIdle.isZero() ? Slot.STALE : Slot.IDLE;
    }

    int maximumSize() {
        return maximumSize;
    }

    int maximumPerKey() {
        return maximumPerKey;
    }

    int minimumIdle() {
        return Math.min(minimumIdle, Math.min(maximumPerKey, maximumSize));
    }

    long timeToLiveNanos() {
        return timeToLive.get().toNanos();
    }

    long idleTimeoutNanos() {
        return idleTimeout.get().toNanos();
    }

    long maximumLifetimeNanos() {
        return maximumLifetime.get().toNanos();
    }

    /** Returns Long.MAX_VALUE where nothing is validated. */
    long validateAfterIdleNanos() {
        return validates ? validateAfterIdle.toNanos() : Long.MAX_VALUE;
    }

    /** Returns Long.MAX_VALUE for no limit. */
    long holdLimitNanos() {
        Duration limit = holdLimit.get();
        return limit.isZero() ? Long.MAX_VALUE : limit.toNanos();
    }

    long callbackTimeoutNanos() {
        return callbackTimeout.get().toNanos();
    }
}
