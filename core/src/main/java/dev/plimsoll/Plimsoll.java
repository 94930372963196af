package dev.plimsoll;

import dev.plimsoll.internal.Workers;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The registry: managers are added to it, views follow it. Thread-safe.
 *
 * <p>It is itself a manager of type {@code Plimsoll} without a name, and registered as the first. At every tick it reads
 * the figures of all managers on a worker thread, one at a time for each manager, so that {@link Registration#latest()}
 * is fresh; a manager that hangs keeps one worker and loses its own figures only.
 */
public final class Plimsoll implements AutoCloseable {
    private final Ticker ticker;
    private final Workers workers = new Workers("plimsoll-sample", 4);
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<ManagerId, Registration> byId = new LinkedHashMap<>();
    private final CopyOnWriteArrayList<Follower> followers = new CopyOnWriteArrayList<>();
    private final LongAdder readingFailures = new LongAdder();
    private final LongAdder settingFailures = new LongAdder();
    private final LongAdder listenerFailures = new LongAdder();
    private final Subscription ticks;
    private volatile List<Registration> registrations = List.of();
    private boolean closed;

    private Plimsoll(Ticker ticker) {
        this.ticker = ticker;
        add(new Self());
        ticks = ticker.everyTick(this::tick);
    }

    /**
     * Makes an empty registry on the system's clock.
     *
     * @return a registry
     */
    public static Plimsoll create() {
        return create(Ticker.system());
    }

    /**
     * Makes an empty registry.
     *
     * @param ticker its clock
     * @return a registry
     */
    public static Plimsoll create(Ticker ticker) {
        return new Plimsoll(ticker);
    }

    /**
     * Returns the version of Plimsoll.
     *
     * @return such as {@code 1.2.3}; {@code unknown} when the jar was taken apart
     */
    public static String version() {
        try (InputStream in = Plimsoll.class.getResourceAsStream("version")) {
            return in == null ? "unknown" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }

    /**
     * Registers a manager whose stats record is public and exported.
     *
     * @param manager the manager
     * @return takes it out again when closed
     * @throws IllegalArgumentException if its declarations are wrong, which the message explains
     * @throws IllegalStateException if a manager of this type and name is registered, or the registry is closed
     */
    public Registration add(Manager manager) {
        return add(manager, MethodHandles.publicLookup());
    }

    /**
     * Registers a manager whose stats record only its own code can read.
     *
     * @param manager the manager
     * @param lookup {@code MethodHandles.lookup()} of the code that declares the record
     * @return takes it out again when closed
     * @throws IllegalArgumentException if its declarations are wrong, which the message explains
     * @throws IllegalStateException if a manager of this type and name is registered, or the registry is closed
     */
    public Registration add(Manager manager, MethodHandles.Lookup lookup) {
        Registration registration = new Registration(this, manager, lookup);
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the registry is closed; " + manager.id() + " was not added");
            }
            if (byId.putIfAbsent(manager.id(), registration) != null) {
                throw new IllegalStateException(
                        manager.id() + " is registered already; close its registration or choose another name");
            }
            registrations = List.copyOf(byId.values());
            followers.forEach(follower -> follower.enqueue(registration, true));
        } finally {
            lock.unlock();
        }
        workers.submit(registration::sample);
        followers.forEach(Follower::drain);
        return registration;
    }

    void remove(Registration registration) {
        lock.lock();
        try {
            if (!byId.remove(registration.id(), registration)) {
                return;
            }
            registrations = List.copyOf(byId.values());
            followers.forEach(follower -> follower.enqueue(registration, false));
        } finally {
            lock.unlock();
        }
        followers.forEach(Follower::drain);
    }

    /**
     * Returns what is registered.
     *
     * @return an immutable snapshot, oldest first
     */
    public List<Registration> registrations() {
        return registrations;
    }

    /**
     * Lets a view follow the registry.
     *
     * @param listener is told of what is registered now and of every change until the subscription is closed; closing
     *     does not call {@code removed}
     * @return ends it
     */
    public Subscription follow(RegistryListener listener) {
        Follower follower = new Follower(listener, listenerFailures);
        lock.lock();
        try {
            byId.values().forEach(registration -> follower.enqueue(registration, true));
            followers.add(follower);
        } finally {
            lock.unlock();
        }
        follower.drain();
        return Subscription.endedBy(() -> followers.remove(follower));
    }

    /**
     * Removes what may be removed from every manager.
     *
     * @param cause why
     * @return one result for each manager that has cleanups
     */
    public List<CleanupResult> cleanup(CleanupCause cause) {
        return registrations().stream()
                .filter(Registration::cleanable)
                .map(registration -> registration.cleanup(cause))
                .toList();
    }

    /** Takes all managers out and ends the ticks. The managers themselves go on. Closing twice is harmless. */
    @Override
    public void close() {
        ticks.close();
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
        registrations().forEach(Registration::close);
        workers.close();
    }

    Ticker ticker() {
        return ticker;
    }

    void countReadingFailure() {
        readingFailures.increment();
    }

    void countSettingFailure() {
        settingFailures.increment();
    }

    private void tick() {
        workers.submit(() -> registrations.forEach(Registration::sample));
    }

    private final class Self implements Manager {
        private static final ManagerId ID = new ManagerId("Plimsoll", "");

        @Override
        public ManagerId id() {
            return ID;
        }

        @Override
        public PlimsollStats stats() {
            return new PlimsollStats(
                    registrations.size() - 1,
                    readingFailures.sum(),
                    settingFailures.sum(),
                    listenerFailures.sum(),
                    TickFailures.total());
        }
    }
}
