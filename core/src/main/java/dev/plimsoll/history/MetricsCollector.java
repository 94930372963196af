package dev.plimsoll.history;

import dev.plimsoll.CleanupRun;
import dev.plimsoll.Cleanups;
import dev.plimsoll.Manager;
import dev.plimsoll.ManagerId;
import dev.plimsoll.Plimsoll;
import dev.plimsoll.Reading;
import dev.plimsoll.Setting;
import dev.plimsoll.Settings;
import dev.plimsoll.Subscription;
import dev.plimsoll.Ticker;
import dev.plimsoll.internal.Workers;
import dev.plimsoll.stats.HistogramRecorder;
import dev.plimsoll.stats.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the figures of every manager of a registry, and of memory, for a while and in a fixed amount of memory. Samples
 * are taken at an interval; they overwrite those that have passed the retention. When all series do not fit, older samples
 * are thinned; what belongs to managers that are gone makes room first.
 *
 * <p>Thread-safe. A manager that throws or does not answer within the read timeout has no values in that sample, which
 * queries show as NaN; it holds up neither the others nor the next sample.
 */
public final class MetricsCollector implements Manager, AutoCloseable {
    private final ManagerId id;
    private final Ticker ticker;
    private final Plimsoll plimsoll;
    private final Settings settings;
    private final Setting<Duration> interval;
    private final Setting<Duration> retention;
    private final Setting<Long> maxBytes;
    private final Cleanups cleanups;
    private final Workers sampler;
    private final Readers readers;
    private final OwnMemory ownMemory;
    private final HistoryStore store;
    private final HistogramRecorder collection = new HistogramRecorder(Unit.SECONDS);
    private final LongAdder samples = new LongAdder();
    private final LongAdder absentReadings = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final AtomicBoolean pending = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();

    /** Held while a sample is collected, which waits for managers, but runs none of their code. */
    private final ReentrantLock collecting = new ReentrantLock();

    /** Guards the store. */
    private final ReentrantLock lock = new ReentrantLock();

    private volatile long lastDueNanos;
    private Subscription ticks = () -> {};

    MetricsCollector(MetricsCollectorBuilder builder) {
        id = new ManagerId("MetricsCollector", builder.name);
        ticker = builder.ticker;
        plimsoll = builder.plimsoll;
        Settings.Builder declared = Settings.of(id);
        interval = declared.duration("interval", builder.interval)
                .help("How far apart samples are")
                .atLeast(Duration.ofSeconds(1))
                .atMost(Duration.ofHours(1))
                .unless(value -> disorder(value, retention()))
                .add();
        retention = declared.duration("retention", builder.retention)
                .help("How far back the history reaches")
                .atLeast(Duration.ofSeconds(1))
                .atMost(Duration.ofDays(30))
                .unless(value -> disorder(interval(), value))
                .add();
        maxBytes = declared.largeInteger("maxBytes", builder.maxBytes)
                .unit(Unit.BYTES)
                .help("Memory that the history may take; when it is too little, older samples are thinned")
                .atLeast(64_000L)
                .atMost(1_000_000_000L)
                .add();
        settings = declared.build();
        String wrong = disorder(builder.interval, builder.retention);
        if (wrong != null) {
            throw new IllegalArgumentException(id + ": " + wrong);
        }
        store = new HistoryStore(samplesBack(), maxBytes.get());
        cleanups = new Cleanups(id, ticker, this::forgetDeparted);
        sampler = new Workers("plimsoll-history-" + builder.name, 1);
        readers = new Readers(builder.name, builder.readTimeout);
        ownMemory = new OwnMemory(ticker);
        lastDueNanos = ticker.nanos() - interval.get().toNanos();
    }

    /**
     * Begins to make a collector.
     *
     * @param name what tells it from other collectors in every view, any text
     * @param plimsoll the registry whose managers are sampled; the collector itself may be added to it as well
     * @return a builder
     */
    public static MetricsCollectorBuilder builder(String name, Plimsoll plimsoll) {
        return new MetricsCollectorBuilder(name, plimsoll);
    }

    void start() {
        ticks = ticker.everyTick(this::tick);
    }

    /**
     * Takes a sample now, beside those of the interval. Waits for managers that do not answer, at most for the read timeout.
     *
     * @throws IllegalStateException if the collector is closed
     */
    public void collectNow() {
        if (closed.get()) {
            throw new IllegalStateException(id + " is closed");
        }
        collect();
    }

    /**
     * Returns which lines there are.
     *
     * @return a snapshot, those first seen first
     */
    public List<SeriesId> series() {
        lock.lock();
        try {
            return store.ids();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns a part of the past.
     *
     * @param from its begin, by the wall clock of that time
     * @param to its end
     * @return the samples taken from begin to end, both included
     */
    public History query(Instant from, Instant to) {
        return query(from, to, series -> true);
    }

    /**
     * Returns a part of the past of some lines.
     *
     * @param from its begin, by the wall clock of that time
     * @param to its end
     * @param which chooses the lines
     * @return the samples taken from begin to end, both included
     */
    public History query(Instant from, Instant to, Predicate<SeriesId> which) {
        Set<SeriesId> chosen = new HashSet<>(series());
        chosen.removeIf(which.negate());
        lock.lock();
        try {
            long oldest = ticker.nanos() - retention.get().toNanos();
            return store.query(millis(from), millis(to), oldest, chosen::contains);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns all that is remembered.
     *
     * @return the samples within the retention
     */
    public History all() {
        return query(Instant.MIN, Instant.MAX);
    }

    @Override
    public ManagerId id() {
        return id;
    }

    @Override
    public HistoryStats stats() {
        lock.lock();
        try {
            return new HistoryStats(
                    samples.sum(),
                    absentReadings.sum(),
                    failures.sum(),
                    store.size(),
                    store.dropped(),
                    store.bytes(),
                    store.step(),
                    collection.snapshot());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Settings settings() {
        return settings;
    }

    /** Returns what forgets the lines of managers that are gone. */
    @Override
    public Cleanups cleanups() {
        return cleanups;
    }

    /** Takes no more samples. What was collected can still be queried. Closing twice is harmless. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            ticks.close();
            sampler.close();
            readers.close();
            collecting.lock();
            try {
                ownMemory.close();
            } finally {
                collecting.unlock();
            }
        }
    }

    private void tick() {
        long now = ticker.nanos();
        long apart = interval.get().toNanos();
        long late = now - lastDueNanos - apart;
        if (late >= 0 && pending.compareAndSet(false, true)) {
            lastDueNanos = late < apart ? lastDueNanos + apart : now;
            sampler.submit(this::sample);
        }
    }

    private void sample() {
        try {
            collect();
        } finally {
            pending.set(false);
        }
    }

    private void collect() {
        collecting.lock();
        try {
            long start = System.nanoTime();
            List<Flattened.Value> values = new ArrayList<>();
            Set<ManagerId> registered = new HashSet<>();
            for (Readers.Answer answer : readers.read(plimsoll.registrations())) {
                registered.add(answer.registration.id());
                Reading reading = answer.reading;
                if (reading == null) {
                    absentReadings.increment();
                } else {
                    Flattened.add(answer.registration.id(), reading, values);
                }
            }
            addMemory(registered, values);
            add(registered, values);
            collection.record(System.nanoTime() - start);
        } catch (Throwable e) {
            failures.increment();
            throw e;
        } finally {
            collecting.unlock();
        }
    }

    private void addMemory(Set<ManagerId> registered, List<Flattened.Value> values) {
        if (closed.get()) {
            return;
        }
        if (registered.stream().anyMatch(manager -> manager.type().equals("Memory"))) {
            ownMemory.close();
        } else {
            registered.add(ownMemory.id());
            Flattened.add(ownMemory.id(), ownMemory.read(), values);
        }
    }

    private void add(Set<ManagerId> registered, List<Flattened.Value> values) {
        lock.lock();
        try {
            store.configure(samplesBack(), maxBytes.get());
            store.add(System.currentTimeMillis(), ticker.nanos(), registered, values);
            samples.increment();
        } finally {
            lock.unlock();
        }
    }

    private void forgetDeparted(CleanupRun run) {
        lock.lock();
        try {
            store.forgetDeparted().forEach(run::removed);
        } finally {
            lock.unlock();
        }
    }

    private int samplesBack() {
        long apart = interval.get().toNanos();
        return (int) ((retention.get().toNanos() + apart - 1) / apart);
    }

    private Duration interval() {
        return interval.get();
    }

    private Duration retention() {
        return retention.get();
    }

    private static @Nullable String disorder(Duration interval, Duration retention) {
        return interval.compareTo(retention) <= 0
                ? null
                : "interval = " + interval + " must not be more than retention = " + retention;
    }

    private static long millis(Instant time) {
        try {
            return time.toEpochMilli();
        } catch (ArithmeticException e) {
            return time.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
