package dev.plimsoll.resource;

import dev.plimsoll.CleanupCause;
import dev.plimsoll.CleanupResult;
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
import java.util.Map;
import java.util.Optional;
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
    private static final int LISTENING_QUEUE = 1024;

    private final ManagerId id;
    private final Ticker ticker;
    private final long originNanos;
    private final TrackerSettings settings;
    private final ResourceTable table = new ResourceTable();
    private final ResourceTypes types;
    private final Callbacks listening;
    private final LeakListeners listeners;
    private final Leaks leaks;
    private final Closing closing;
    private final LongAdder duplicates = new LongAdder();
    private final AtomicBoolean closed = new AtomicBoolean();
    private Subscription ticks = () -> {};

    ResourceTracker(ResourceTrackerBuilder builder) {
        id = new ManagerId("ResourceTracker", builder.name);
        ticker = builder.ticker;
        originNanos = ticker.nanos();
        settings = new TrackerSettings(id, builder);
        types = new ResourceTypes(this, builder.maximumTypes);
        listening = new Callbacks("plimsoll-leaks-" + builder.name, 1, LISTENING_QUEUE, ticker::nanos);
        listeners = new LeakListeners(listening);
        leaks = new Leaks(id, table, settings, listeners);
        closing = new Closing(id, ticker, this::nowNanos, table, settings, builder.closeTimeout);
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
        return closing.cleanups.run(CleanupCause.OPERATOR);
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
                closing.eviction.evicted(),
                byType(counts::leakedTotal),
                counts.suspects(),
                counts.withdrawnTotal(),
                duplicates.sum(),
                closing.callbacks.errors() + listening.errors(),
                closing.callbacks.hung() + listening.hung(),
                closing.callbacks.waiting());
    }

    @Override
    public Settings settings() {
        return settings.all;
    }

    @Override
    public Cleanups cleanups() {
        return closing.cleanups;
    }

    /**
     * Takes in nothing more and closes what is left, for at most the time that the builder was given; then threads that
     * still close are interrupted, and what could not be closed is counted. Closing twice is harmless.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            ticks.close();
            closing.closeAll();
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
            closing.close(entry, closer);
        }
        return true;
    }

    boolean resize(Entry entry, long sizeBytes) {
        ResourceRequest.requireSize(id, sizeBytes);
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
        request.check(id);
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

    private void tick() {
        listening.watch();
        long now = nowNanos();
        closing.tick(now, leaks.tick(now));
    }

    private Map<String, Long> byType(IntToLongFunction count) {
        Map<String, Long> byType = new TreeMap<>();
        for (ResourceType type : types.all()) {
            byType.put(type.name(), count.applyAsLong(type.index()));
        }
        return byType;
    }
}
