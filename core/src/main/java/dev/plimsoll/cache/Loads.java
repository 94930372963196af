package dev.plimsoll.cache;

import dev.plimsoll.ManagerId;
import dev.plimsoll.stats.Histogram;
import dev.plimsoll.stats.HistogramRecorder;
import dev.plimsoll.stats.Unit;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The values that are being loaded: each on the thread that asked first and under no lock, the others wait for it, for a
 * limited time. What was put or removed meanwhile wins over what is loaded.
 */
final class Loads<K, V> {
    private final ManagerId manager;
    private final Duration timeout;
    private final ConcurrentHashMap<K, Load<V>> running = new ConcurrentHashMap<>();
    private final HistogramRecorder times = new HistogramRecorder(Unit.SECONDS);
    private final LongAdder failures = new LongAdder();
    private final LongAdder hung = new LongAdder();

    private static final class Load<V> {
        final Thread owner = Thread.currentThread();
        final long startNanos = System.nanoTime();
        final CompletableFuture<@Nullable V> result = new CompletableFuture<>();
        final AtomicBoolean hangs = new AtomicBoolean();
        volatile boolean overtaken;
    }

    Loads(ManagerId manager, Duration timeout) {
        this.manager = manager;
        this.timeout = timeout;
    }

    /** Loads a value, or waits for whoever does. */
    @Nullable
    V load(K key, Function<? super K, ? extends @Nullable V> loader, Keeper<V> keeper) {
        Load<V> mine = new Load<>();
        Load<V> other = running.putIfAbsent(key, mine);
        if (other != null) {
            return await(other);
        }
        try {
            V value = keeper.present();
            if (value == null) {
                value = loader.apply(key);
                times.record(System.nanoTime() - mine.startNanos);
            }
            if (value != null) {
                keeper.keep(value, () -> mine.overtaken);
            }
            mine.result.complete(value);
            return value;
        } catch (Throwable e) {
            failures.increment();
            mine.result.completeExceptionally(e);
            throw e;
        } finally {
            running.remove(key, mine);
        }
    }

    /** Where values are kept. */
    interface Keeper<V> {
        /** Returns the value if it came while nobody looked. */
        @Nullable
        V present();

        /** Keeps a value unless, also afterwards, it is overtaken. */
        void keep(V value, BooleanSupplier overtaken);
    }

    /** Lets what is loaded for a key now not be kept. */
    void overtake(K key) {
        markOvertaken(running.get(key));
    }

    void overtakeAll() {
        running.values().forEach(Loads::markOvertaken);
    }

    private static void markOvertaken(@Nullable Load<?> load) {
        if (load != null) {
            load.overtaken = true;
        }
    }

    Histogram times() {
        return times.snapshot();
    }

    long failures() {
        return failures.sum();
    }

    long hung() {
        return hung.sum();
    }

    private @Nullable V await(Load<V> load) {
        if (load.owner == Thread.currentThread()) {
            throw new IllegalStateException(manager + ": a loader asks for the key that it is loading");
        }
        long left = timeout.toNanos() - (System.nanoTime() - load.startNanos);
        try {
            return load.result.get(Math.max(0, left), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new CacheLoadException(manager + ": the loader, on another thread, threw", e.getCause());
        } catch (TimeoutException e) {
            if (load.hangs.compareAndSet(false, true)) {
                hung.increment();
            }
            throw new CacheLoadException(
                    manager + ": the loader on thread " + load.owner.getName() + " takes longer than " + timeout, null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CacheLoadException(manager + ": interrupted while another thread loads", e);
        }
    }
}
