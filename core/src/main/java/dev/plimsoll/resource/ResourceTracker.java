package dev.plimsoll.resource;

import dev.plimsoll.CleanupCause;
import dev.plimsoll.CleanupResult;
import dev.plimsoll.CleanupRun;
import dev.plimsoll.Cleanups;
import dev.plimsoll.Manager;
import dev.plimsoll.ManagerId;
import dev.plimsoll.Settings;
import dev.plimsoll.Subscription;
import dev.plimsoll.Ticker;
import dev.plimsoll.internal.Callbacks;
import dev.plimsoll.internal.Jfr;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntToLongFunction;

/**
 * Knows every resource that is in use by an id: files, sockets, devices, sessions, whatever has to be given back. At every
 * tick, and when asked, a cleanup closes what has been idle for longer than the timeout, least recently used first, until
 * the targets are met.
 *
 * <p>Thread-safe. Tracking, touching and releasing look at the resource concerned only, however many there are. Code of
 * the user never runs under a lock: what a release closes is closed on the thread that releases; what a cleanup closes, on
 * at most four threads of the tracker, so that what hangs there costs one of these and one count.
 */
public final class ResourceTracker implements Manager, AutoCloseable {
    private static final int CLOSING_THREADS = 4;
    private static final int CLOSING_QUEUE = 100_000;
    private static final int LISTENING_QUEUE = 1024;
    private static final int EVICTIONS_PER_TICK = 50_000;
    private static final Duration CLEANUP_WAIT = Duration.ofSeconds(1);

    private final ManagerId id;
    private final Ticker ticker;
    private final long originNanos;
    private final Duration closeTimeout;
    private final TrackerSettings settings;
    private final ResourceTable table = new ResourceTable();
    private final ResourceTypes types;
    private final Callbacks closing;
    private final Callbacks listening;
    private final LeakListeners listeners;
    private final Eviction eviction;
    private final Leaks leaks;
    private final Cleanups cleanups;
    private final LongAdder duplicates = new LongAdder();
    private final AtomicBoolean closed = new AtomicBoolean();
    private Subscription ticks = () -> {};

    ResourceTracker(ResourceTrackerBuilder builder) {
        id = new ManagerId("ResourceTracker", builder.name);
        ticker = builder.ticker;
        originNanos = ticker.nanos();
        closeTimeout = builder.closeTimeout;
        settings = new TrackerSettings(id, builder);
        types = new ResourceTypes(this, builder.maximumTypes);
        closing = new Callbacks("plimsoll-close-" + builder.name, CLOSING_THREADS, CLOSING_QUEUE, ticker::nanos);
        listening = new Callbacks("plimsoll-leaks-" + builder.name, 1, LISTENING_QUEUE, ticker::nanos);
        listeners = new LeakListeners(listening);
        leaks = new Leaks(id, table, settings, listeners);
        eviction = new Eviction(id, table, settings, closing);
        cleanups = new Cleanups(id, ticker, this::evictAndWait);
    }

    /**
     * Begins to make a tracker.
     *
     * @param name what tells it from other trackers in every view, any text
     * @return a builder
     */
    public static ResourceTrackerBuilder builder(String name) {
        return new ResourceTrackerBuilder(name);
    }

    void start() {
        ticks = ticker.everyTick(this::tick);
    }

    /**
     * Begins to describe a resource, for all that {@code track} has no parameter for: above all how its leak is seen.
     *
     * @param resourceId what identifies it among those that are tracked
     * @param type what it is, one of few, such as {@code file}
     * @return a description, to be tracked
     */
    public ResourceRequest resource(String resourceId, String type) {
        return new ResourceRequest(this, resourceId, type);
    }

    /**
     * Tracks a resource that its user closes himself.
     *
     * @param resourceId what identifies it among those that are tracked
     * @param type what it is, one of few, such as {@code file}
     * @param sizeBytes its size in bytes, 0 if unknown
     * @param metadata what to remember beside it; copied
     * @return its handle, to be released
     * @throws IllegalArgumentException if the id or the type is empty or the size negative
     * @throws IllegalStateException if the id is live, or the tracker closed
     */
    public TrackedResource track(String resourceId, String type, long sizeBytes, Map<String, String> metadata) {
        return resource(resourceId, type)
                .sizeBytes(sizeBytes)
                .metadata(metadata)
                .track();
    }

    /**
     * Tracks a resource that is closed when it is released or evicted.
     *
     * @param resourceId what identifies it among those that are tracked
     * @param type what it is, one of few, such as {@code file}
     * @param sizeBytes its size in bytes, 0 if unknown
     * @param metadata what to remember beside it; copied
     * @param closer closes it; called at most once
     * @return its handle, to be released
     * @throws IllegalArgumentException if the id or the type is empty or the size negative
     * @throws IllegalStateException if the id is live, or the tracker closed; nothing is closed then
     */
    public TrackedResource track(
            String resourceId, String type, long sizeBytes, Map<String, String> metadata, AutoCloseable closer) {
        return resource(resourceId, type)
                .sizeBytes(sizeBytes)
                .metadata(metadata)
                .closedBy(closer)
                .track();
    }

    /**
     * Releases a resource by its id, as {@link TrackedResource#release()} does.
     *
     * @param resourceId its id
     * @return false if no resource of this id is live
     * @throws ResourceCloseException if closing threw a checked exception
     */
    public boolean release(String resourceId) {
        Entry entry = table.find(resourceId);
        return entry != null && entry.release();
    }

    /**
     * Finds a resource.
     *
     * @param resourceId its id
     * @return what is known of it, empty if no resource of this id is live
     */
    public Optional<ResourceUsage> find(String resourceId) {
        return Optional.ofNullable(table.find(resourceId)).map(this::usage);
    }

    /**
     * Closes what has been idle for longer than the timeout, least recently used first, until the targets are met. Waits
     * up to a second for what is closed.
     *
     * @return what was done
     */
    public CleanupResult cleanup() {
        return cleanups.run(CleanupCause.OPERATOR);
    }

    /**
     * Lets somebody be told of leaks and suspects.
     *
     * @param listener is told from now on
     * @return ends it
     */
    public Subscription follow(LeakListener listener) {
        return listeners.add(listener);
    }

    @Override
    public ManagerId id() {
        return id;
    }

    @Override
    public TrackerStats stats() {
        Counts counts = table.counts();
        return new TrackerStats(
                byType(counts::live),
                byType(counts::bytes),
                byType(counts::allocated),
                counts.releasedTotal(),
                eviction.evicted(),
                byType(counts::leakedTotal),
                counts.suspects(),
                counts.withdrawnTotal(),
                duplicates.sum(),
                closing.errors() + listening.errors(),
                closing.hung() + listening.hung(),
                closing.waiting());
    }

    @Override
    public Settings settings() {
        return settings.all;
    }

    @Override
    public Cleanups cleanups() {
        return cleanups;
    }

    /**
     * Takes in nothing more and closes what is left, for at most the time that the builder was given; then threads that
     * still close are interrupted, and what could not be closed is counted. Closing twice is harmless.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            ticks.close();
            cleanups.run(CleanupCause.SHUTDOWN, this::evictAll);
            closing.close();
            listening.close();
        }
    }

    long nowNanos() {
        return ticker.nanos() - originNanos;
    }

    boolean release(Entry entry) {
        if (!table.release(entry)) {
            return false;
        }
        if (Jfr.AVAILABLE) {
            ResourceReleasedEvent.emit(id, entry);
        }
        if (entry.suspect) {
            leaks.withdraw(entry);
        }
        AutoCloseable closer = entry.closer;
        if (closer != null) {
            close(entry, closer);
        }
        return true;
    }

    boolean resize(Entry entry, long sizeBytes) {
        requireSize(sizeBytes);
        entry.used(nowNanos());
        return table.resize(entry, sizeBytes);
    }

    ResourceUsage usage(Entry entry) {
        long now = nowNanos();
        Instant wallClock = Instant.now();
        Duration age = Duration.ofNanos(now - entry.allocatedNanos);
        Duration idle = Duration.ofNanos(Math.max(0, now - entry.lastUsedNanos()));
        return new ResourceUsage(
                entry.id,
                entry.type.name(),
                entry.sizeBytes,
                wallClock.minus(age),
                wallClock.minus(idle),
                age,
                idle,
                entry.metadata);
    }

    TrackedResource add(ResourceRequest request) {
        check(request);
        Entry entry = entry(request);
        TrackedResource handle = entry;
        if (request.handleRequired) {
            handle = new Handle(entry);
            leaks.watch(handle, entry);
        } else if (request.owner != null) {
            leaks.watch(request.owner, entry);
        }
        Entry present = table.add(entry);
        if (present != null) {
            duplicates.increment();
            throw new IllegalStateException(
                    id + ": " + present + " is tracked already; release it first, or use another id");
        }
        if (Jfr.AVAILABLE) {
            ResourceAllocatedEvent.emit(id, entry, request.sizeBytes);
        }
        return handle;
    }

    private Entry entry(ResourceRequest from) {
        ResourceType type = types.of(from.type);
        Map<String, String> metadata = Map.copyOf(from.metadata);
        double sampled = settings.stackSampleRatio.get();
        boolean traced = sampled > 0 && ThreadLocalRandom.current().nextDouble() < sampled;
        return traced
                ? new TracedEntry(type, from.id, from.sizeBytes, metadata, from.closer, nowNanos())
                : new Entry(type, from.id, from.sizeBytes, metadata, from.closer, nowNanos());
    }

    private void check(ResourceRequest request) {
        if (request.id.isEmpty() || request.type.isEmpty()) {
            throw new IllegalArgumentException(id + ": a resource needs an id and a type");
        }
        requireSize(request.sizeBytes);
        Object owner = request.owner;
        if (owner != null && request.handleRequired) {
            throw new IllegalArgumentException(
                    id + ": '" + request.id + "' has an owner; its handle cannot be required as well");
        }
        AutoCloseable closer = request.closer;
        boolean watched = owner != null || request.handleRequired;
        if (watched
                && closer != null
                && SelfReference.found(
                        closer, value -> value instanceof TrackedResource || (owner != null && value == owner))) {
            throw new IllegalArgumentException(id + ": what closes '" + request.id
                    + "' refers to its owner or to a handle and would keep it alive, so that no leak could ever be seen;"
                    + " give the inner object that is to be closed");
        }
    }

    private void close(Entry entry, AutoCloseable closer) {
        try {
            closer.close();
        } catch (RuntimeException | Error e) {
            closing.countErrors(1);
            throw e;
        } catch (Exception e) {
            closing.countErrors(1);
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw new ResourceCloseException(entry.id, e);
        }
    }

    private void tick() {
        closing.watch();
        listening.watch();
        long now = nowNanos();
        List<Entry> leaked = leaks.tick(now);
        if (!leaked.isEmpty() && settings.closeLeaked.get()) {
            cleanups.run(CleanupCause.SCHEDULE, run -> {
                run.note("their users had lost them");
                eviction.evict(run, now, leaked, closing.batch());
            });
        }
        if (closing.hasRoom() && eviction.due(now)) {
            cleanups.run(
                    CleanupCause.SCHEDULE, run -> eviction.evictIdle(run, now, EVICTIONS_PER_TICK, closing.batch()));
        }
    }

    private void evictAndWait(CleanupRun run) {
        Callbacks.Batch batch = closing.batch();
        eviction.evictIdle(run, nowNanos(), Integer.MAX_VALUE, batch);
        await(batch, CLEANUP_WAIT, run);
    }

    private void evictAll(CleanupRun run) {
        Callbacks.Batch batch = closing.batch();
        Queue<AutoCloseable> closers = eviction.evictAll(run, nowNanos(), table.close());
        for (int i = 0; i < Math.min(CLOSING_THREADS, closers.size()); i++) {
            batch.submit(() -> eviction.closeAll(closers, run), run::failed);
        }
        await(batch, closeTimeout, run);
        closing.countErrors(closers.size());
    }

    private static void await(Callbacks.Batch batch, Duration timeout, CleanupRun run) {
        if (batch.await(timeout) > 0) {
            run.note("some are still being closed");
        }
    }

    private void requireSize(long sizeBytes) {
        if (sizeBytes < 0) {
            throw new IllegalArgumentException(id + ": a size of " + sizeBytes + " bytes is negative");
        }
    }

    private Map<String, Long> byType(IntToLongFunction count) {
        Map<String, Long> byType = new TreeMap<>();
        for (ResourceType type : types.all()) {
            byType.put(type.name(), count.applyAsLong(type.index()));
        }
        return byType;
    }
}
