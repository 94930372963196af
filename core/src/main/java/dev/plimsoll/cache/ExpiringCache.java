package dev.plimsoll.cache;

import dev.plimsoll.CleanupCause;
import dev.plimsoll.CleanupRun;
import dev.plimsoll.Cleanups;
import dev.plimsoll.Manager;
import dev.plimsoll.ManagerId;
import dev.plimsoll.Setting;
import dev.plimsoll.Settings;
import dev.plimsoll.Subscription;
import dev.plimsoll.internal.Callbacks;
import dev.plimsoll.internal.Jfr;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A cache whose entries each have a time to live, bounded by count or by weight. What expired leaves memory within two
 * ticks (one second apart), whether or not anybody calls. Needs Caffeine ({@code com.github.ben-manes.caffeine:caffeine} 3),
 * which decides what to evict.
 *
 * <p>Thread-safe; what a thread did before it put a value is seen by the threads that get it. Loaders run on the thread that
 * asks, listeners on threads of the cache, none of them under a lock.
 *
 * @param <K> type of the keys
 * @param <V> type of the values
 */
public final class ExpiringCache<K, V> implements Manager, AutoCloseable {
    private static final int LISTENER_THREADS = 2;
    private static final int LISTENER_QUEUE = 10_000;
    private static final Duration CLEANUP_WAIT = Duration.ofSeconds(1);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(365);

    private final ManagerId id;
    private final Settings settings;
    private final Setting<Duration> timeToLive;
    private final @Nullable ToIntBiFunction<? super K, ? super V> weigher;
    private final CaffeineStore<K, V> store;
    private final Loads<K, V> loads;
    private final Callbacks callbacks;
    private final List<EvictionListener<? super K, ? super V>> listeners = new CopyOnWriteArrayList<>();
    private final Cleanups cleanups;
    private final Subscription ticks;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final Map<EvictionCause, LongAdder> evicted = new EnumMap<>(EvictionCause.class);
    private final ReentrantLock cleaning = new ReentrantLock();
    private volatile @Nullable Cleaning current;
    private final AtomicBoolean ending = new AtomicBoolean();
    private volatile boolean closed;

    /** A cleanup that is under way, and the calls that it waits for. */
    private record Cleaning(CleanupRun run, Callbacks.Batch batch) {}

    ExpiringCache(ExpiringCacheBuilder<K, V> builder) {
        id = new ManagerId("Cache", builder.name);
        weigher = builder.weigher;
        for (EvictionCause cause : EvictionCause.values()) {
            evicted.put(cause, new LongAdder());
        }
        Settings.Builder declared = Settings.of(id);
        timeToLive = declared.duration("timeToLive", builder.timeToLive)
                .help("How long an entry lives that is put from now on without a time of its own")
                .atLeast(SHORTEST)
                .atMost(LONGEST)
                .add();
        callbacks = new Callbacks(
                "plimsoll-evicted-" + builder.name, LISTENER_THREADS, LISTENER_QUEUE, builder.ticker::nanos);
        store = openStore(builder);
        declared.largeInteger("maximumSize", builder.maximum)
                .help("What the cache may hold: entries, or their weight together if they are weighed")
                .atLeast(0L)
                .backedBy(store::maximum, store::setMaximum)
                .add();
        settings = declared.build();
        loads = new Loads<>(id, builder.loadTimeout);
        cleanups = new Cleanups(id, builder.ticker, this::removeExpiredAndWait);
        ticks = builder.ticker.everyTick(callbacks::watch);
    }

    /**
     * Begins to make a cache.
     *
     * @param name what tells it from other caches in every view, any text
     * @param <K> type of the keys
     * @param <V> type of the values
     * @return a builder
     */
    public static <K, V> ExpiringCacheBuilder<K, V> builder(String name) {
        return new ExpiringCacheBuilder<>(name);
    }

    /**
     * Looks a value up.
     *
     * @param key its key
     * @return the value, null if there is none
     */
    public @Nullable V getIfPresent(K key) {
        Held<V> held = store.get(key);
        (held == null ? misses : hits).increment();
        return held == null ? null : held.value();
    }

    /**
     * Looks a value up, and loads it if there is none. Of several threads that ask for the same key one loads, the others
     * wait for it; other keys are not held up.
     *
     * @param key its key
     * @param loader makes the value, or returns null if there is none, which is not remembered
     * @return the value, null if the loader returned that
     * @throws RuntimeException whatever the loader throws on this thread
     * @throws CacheLoadException if a loader on another thread threw, or takes longer than the load timeout
     * @throws IllegalStateException if a loader asks for the key that it is loading, or the cache is closed
     */
    public @Nullable V get(K key, Function<? super K, ? extends @Nullable V> loader) {
        requireOpen();
        V present = getIfPresent(key);
        return present != null ? present : loads.load(key, loader, new Keeper(key));
    }

    /**
     * Puts a value that lives as long as the setting {@code timeToLive} says now.
     *
     * @param key its key
     * @param value the value
     * @throws IllegalStateException if the cache is closed
     */
    public void put(K key, V value) {
        put(key, value, timeToLive.get());
    }

    /**
     * Puts a value.
     *
     * @param key its key
     * @param value the value
     * @param ttl how long it lives, 1 ms to 365 days
     * @throws IllegalArgumentException if the time or the weight is out of bounds
     * @throws IllegalStateException if the cache is closed
     */
    public void put(K key, V value, Duration ttl) {
        requireOpen();
        Held<V> held = held(key, value, ttl);
        loads.overtake(key);
        store.put(key, held);
    }

    /**
     * Removes a value; one that is being loaded will not be kept.
     *
     * @param key its key
     * @return whether there was one
     */
    public boolean remove(K key) {
        loads.overtake(key);
        return store.remove(key);
    }

    /** Removes all values; those that are being loaded will not be kept. */
    public void clear() {
        loads.overtakeAll();
        store.clear();
    }

    /**
     * Has a listener told of evictions from now on.
     *
     * @param listener runs on threads of the cache
     * @return ends it
     */
    public Subscription addListener(EvictionListener<? super K, ? super V> listener) {
        listeners.add(listener);
        return Subscription.endedBy(() -> listeners.remove(listener));
    }

    @Override
    public ManagerId id() {
        return id;
    }

    @Override
    public CacheStats stats() {
        Map<EvictionCause, Long> byCause = new EnumMap<>(EvictionCause.class);
        evicted.forEach((cause, count) -> byCause.put(cause, count.sum()));
        return new CacheStats(
                store.size(),
                store.weight(),
                hits.sum(),
                misses.sum(),
                Collections.unmodifiableMap(byCause),
                loads.failures(),
                callbacks.errors() + loads.hung(),
                loads.times());
    }

    @Override
    public Set<String> unavailableFigures() {
        return weigher == null ? Set.of("weight") : Set.of();
    }

    @Override
    public Settings settings() {
        return settings;
    }

    /** Returns what removes entries that have expired. To make room for good, lower the maximum. */
    @Override
    public Cleanups cleanups() {
        return cleanups;
    }

    /**
     * Takes in nothing more, drops all entries and waits for the listeners to be told of them, at most for two seconds;
     * lookups find nothing then. Closing twice is harmless.
     */
    @Override
    public void close() {
        if (ending.compareAndSet(false, true)) {
            closed = true;
            ticks.close();
            loads.overtakeAll();
            store.close();
            cleanups.run(CleanupCause.SHUTDOWN, this::evictAll);
            callbacks.close();
        }
    }

    private CaffeineStore<K, V> openStore(ExpiringCacheBuilder<K, V> builder) {
        try {
            return new CaffeineStore<>(
                    builder.name, builder.ticker, builder.maximum, weigher != null, this::evicted, this::expire);
        } catch (LinkageError e) {
            throw new IllegalStateException(
                    id + " needs Caffeine: add com.github.ben-manes.caffeine:caffeine, version 3, to the class path",
                    e);
        }
    }

    /** Called under Caffeine's lock. */
    private void evicted(K key, Held<V> held, EvictionCause cause) {
        Cleaning current = cleaning.isHeldByCurrentThread() ? this.current : null;
        count(held, cause, current == null ? null : current.run());
        for (EvictionListener<? super K, ? super V> listener : listeners) {
            Callbacks.Action told = () -> listener.evicted(key, held.value(), cause);
            if (current == null) {
                callbacks.submit(told);
            } else {
                current.batch().submit(told, current.run()::failed);
            }
        }
    }

    private void count(Held<V> held, EvictionCause cause, @Nullable CleanupRun run) {
        LongAdder count = evicted.get(cause);
        if (count != null) {
            count.increment();
        }
        if (run != null) {
            run.removed();
        }
        if (Jfr.AVAILABLE) {
            CacheEntryEvictedEvent.emit(id, held, cause, run);
        }
    }

    private void expire() {
        cleanups.run(CleanupCause.SCHEDULE, this::removeExpired);
    }

    private void removeExpiredAndWait(CleanupRun run) {
        await(removeExpired(run), CLEANUP_WAIT, run);
    }

    private Callbacks.Batch removeExpired(CleanupRun run) {
        Cleaning mine = new Cleaning(run, callbacks.batch());
        cleaning.lock();
        try {
            current = mine;
            store.removeExpired();
        } finally {
            current = null;
            cleaning.unlock();
        }
        return mine.batch();
    }

    private void evictAll(CleanupRun run) {
        Callbacks.Batch batch = callbacks.batch();
        long start = System.nanoTime();
        store.drain((key, held) -> {
            count(held, EvictionCause.SHUTDOWN, run);
            for (EvictionListener<? super K, ? super V> listener : listeners) {
                while (!callbacks.hasRoom() && System.nanoTime() - start < CLOSE_WAIT.toNanos()) {
                    LockSupport.parkNanos(this, PAUSE_NANOS);
                }
                batch.submit(() -> listener.evicted(key, held.value(), EvictionCause.SHUTDOWN), run::failed);
            }
        });
        await(batch, CLOSE_WAIT.minusNanos(System.nanoTime() - start), run);
    }

    private static void await(Callbacks.Batch batch, Duration timeout, CleanupRun run) {
        if (batch.await(timeout) > 0) {
            run.note("listeners are still being told");
        }
    }

    private Held<V> held(K key, V value, Duration ttl) {
        if (ttl.compareTo(SHORTEST) < 0 || ttl.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(id + ": a time to live of " + ttl + " is not between 1 ms and 365 days");
        }
        int weight = weigher == null ? 1 : weigh(weigher, key, value);
        return new Held<>(value, weight, ttl.toNanos());
    }

    private int weigh(ToIntBiFunction<? super K, ? super V> weight, K key, V value) {
        int weighed;
        try {
            weighed = weight.applyAsInt(key, value);
        } catch (Throwable e) {
            callbacks.countErrors(1);
            throw e;
        }
        if (weighed < 0) {
            throw new IllegalArgumentException(id + ": a weight of " + weighed + " is negative");
        }
        return weighed;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException(id + " is closed");
        }
    }

    private final class Keeper implements Loads.Keeper<V> {
        private final K key;

        Keeper(K key) {
            this.key = key;
        }

        @Override
        public @Nullable V present() {
            Held<V> held = store.get(key);
            return held == null ? null : held.value();
        }

        @Override
        public void keep(V value, BooleanSupplier overtaken) {
            Held<V> held = held(key, value, timeToLive.get());
            if (!closed && !overtaken.getAsBoolean()) {
                store.put(key, held);
                if (closed || overtaken.getAsBoolean()) {
                    store.remove(key, held);
                }
            }
        }
    }
}
