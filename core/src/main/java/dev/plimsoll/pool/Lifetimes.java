package dev.plimsoll.pool;

import java.util.SplittableRandom;

/** Gives each connection the moment at which it is too old. Used under the dispatcher's lock. */
final class Lifetimes {
    private static final double JITTER = 0.1;

    private final PoolSettings settings;
    private final SplittableRandom random;

    Lifetimes(PoolSettings settings, long seed) {
        this.settings = settings;
        random = new SplittableRandom(seed);
    }

    /** Returns when a connection made now expires, {@link UseTiming#UNKNOWN} for never. */
    long expiry(long nowNanos) {
        long lifetime = settings.maximumLifetimeNanos();
        return lifetime == 0
                ? UseTiming.UNKNOWN
                : nowNanos + lifetime - (long) (lifetime * JITTER * random.nextDouble());
    }
}
