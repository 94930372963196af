package dev.plimsoll.cache;

/** A value as it is held: with what was found out about it before, so that no code of the user runs under a lock. */
final class Held<V> {
    private final V value;
    private final int weight;
    private final long ttlNanos;

    Held(V value, int weight, long ttlNanos) {
        this.value = value;
        this.weight = weight;
        this.ttlNanos = ttlNanos;
    }

    V value() {
        return value;
    }

    int weight() {
        return weight;
    }

    long ttlNanos() {
        return ttlNanos;
    }
}
