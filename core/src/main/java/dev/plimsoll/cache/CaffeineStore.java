package dev.plimsoll.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Policy;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.plimsoll.Ticker;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** All that touches Caffeine, so that nothing else needs it to be there. */
final class CaffeineStore<K, V> implements AutoCloseable {
    private final Cache<K, Held<V>> cache;
    private final Policy.Eviction<K, Held<V>> bound;
    private final TickScheduler scheduler;

    /** What is told of an eviction, under Caffeine's lock: our own code only, which hands over. */
    interface Evicted<K, V> {
        void accept(K key, Held<V> held, EvictionCause cause);
    }

    CaffeineStore(String name, Ticker ticker, long maximum, boolean weighted, Evicted<K, V> evicted, Runnable expire) {
        scheduler = new TickScheduler(name, ticker, expire, this::size);
        Caffeine<K, Held<V>> caffeine = Caffeine.newBuilder()
                .ticker(ticker::nanos)
                .scheduler(scheduler)
                .executor(Runnable::run)
                .expireAfter(new TimeToLive<K, V>())
                .evictionListener((@Nullable K key, @Nullable Held<V> held, RemovalCause cause) -> {
                    if (key != null && held != null) {
                        evicted.accept(
                                key, held, cause == RemovalCause.SIZE ? EvictionCause.SIZE : EvictionCause.EXPIRED);
                    }
                });
        cache = weighted
                ? caffeine.maximumWeight(maximum)
                        .weigher((K key, Held<V> held) -> held.weight())
                        .build()
                : caffeine.maximumSize(maximum).build();
        bound = cache.policy().eviction().orElseThrow();
    }

    @Nullable
    Held<V> get(K key) {
        return cache.getIfPresent(key);
    }

    void put(K key, Held<V> held) {
        cache.put(key, held);
    }

    boolean remove(K key) {
        return cache.asMap().remove(key) != null;
    }

    void remove(K key, Held<V> held) {
        cache.asMap().remove(key, held);
    }

    void clear() {
        cache.invalidateAll();
    }

    /** Takes out everything, in no order. */
    void drain(BiConsumer<K, Held<V>> taken) {
        for (K key : cache.asMap().keySet()) {
            Held<V> held = cache.asMap().remove(key);
            if (held != null) {
                taken.accept(key, held);
            }
        }
    }

    /** Removes what expired, on this thread. */
    void removeExpired() {
        cache.cleanUp();
    }

    long size() {
        return cache.estimatedSize();
    }

    @Nullable
    Long weight() {
        return bound.isWeighted() ? bound.weightedSize().orElse(0) : null;
    }

    long maximum() {
        return bound.getMaximum();
    }

    void setMaximum(long maximum) {
        bound.setMaximum(maximum);
    }

    @Override
    public void close() {
        scheduler.close();
    }

    private static final class TimeToLive<K, V> implements Expiry<K, Held<V>> {
        @Override
        public long expireAfterCreate(K key, Held<V> held, long now) {
            return held.ttlNanos();
        }

        @Override
        public long expireAfterUpdate(K key, Held<V> held, long now, long remaining) {
            return held.ttlNanos();
        }

        @Override
        public long expireAfterRead(K key, Held<V> held, long now, long remaining) {
            return remaining;
        }
    }
}
