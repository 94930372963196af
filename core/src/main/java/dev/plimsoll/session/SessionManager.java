package dev.plimsoll.session;

import dev.plimsoll.CleanupCause;
import dev.plimsoll.CleanupResult;
import dev.plimsoll.Cleanups;
import dev.plimsoll.Manager;
import dev.plimsoll.ManagerId;
import dev.plimsoll.Setting;
import dev.plimsoll.Settings;
import dev.plimsoll.Subscription;
import dev.plimsoll.Ticker;
import dev.plimsoll.internal.Jfr;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sessions, bounded in number. One that is not touched for the timeout expires: at the first tick (one second apart) that
 * is at least the timeout after its last use, where a use counts as late as the tick after it. So none ends early, and none
 * needs a caller to end.
 *
 * <p>Thread-safe and linearizable; {@code touch} and {@code find} take no lock and look at one session, however many there
 * are; what one thread did before it created, touched or ended a session is seen by the threads that find it so. A session
 * stays until its expiry was carried out: whoever touches it before that saves it, unless ticks are late by more than the
 * timeout, since a touch has the time of the last tick.
 */
public final class SessionManager implements Manager, AutoCloseable {
    private final ManagerId id;
    private final Settings settings;
    private final Setting<Integer> maximumSessions;
    private final Setting<Duration> timeout;
    private final Duration closeTimeout;
    private final Ticker ticker;
    private final SessionListeners listeners;
    private final SessionTable table;
    private final SessionCounts counts = new SessionCounts();
    private final Expiry expiry;
    private final AtomicBoolean closed = new AtomicBoolean();
    private Subscription ticks = () -> {};

    SessionManager(SessionManagerBuilder builder) {
        id = new ManagerId("SessionManager", builder.name);
        ticker = builder.ticker;
        closeTimeout = builder.closeTimeout;
        Settings.Builder declared = Settings.of(id);
        maximumSessions = declared.integer("maximumSessions", builder.maximumSessions)
                .help("Sessions that may be live at once; when lowered, nobody's session is ended")
                .atLeast(1)
                .add();
        timeout = declared.duration("timeout", builder.timeout)
                .help("How long a session may go untouched until it expires")
                .atLeast(Duration.ofSeconds(1))
                .atMost(Duration.ofDays(365))
                .add();
        settings = declared.build();
        listeners = new SessionListeners(builder.name, ticker);
        table = new SessionTable(ticker, listeners);
        expiry = new Expiry(id, ticker, table, listeners, counts, timeout);
    }

    /**
     * Begins to make a session manager.
     *
     * @param name what tells it from other session managers in every view, any text
     * @return a builder
     */
    public static SessionManagerBuilder builder(String name) {
        return new SessionManagerBuilder(name);
    }

    void start() {
        ticks = ticker.everyTick(this::tick);
    }

    /**
     * Begins a session. At the limit, and when the id is live, expired sessions are ended first.
     *
     * @param sessionId what identifies it among the live ones, not empty
     * @param metadata what to remember beside it; copied
     * @return its handle
     * @throws SessionRejectedException if the limit is reached, the id is live or the manager closed; nothing has changed
     *     then
     * @throws IllegalArgumentException if the id is empty
     */
    public Session create(String sessionId, Map<String, String> metadata) {
        requireId(sessionId);
        SessionEntry entry = new SessionEntry(this, table, sessionId, Map.copyOf(metadata), table.creationStamp());
        Rejection rejection = table.add(entry, maximumSessions.get());
        while (rejection != null) {
            boolean again = switch (rejection) {
                case LIMIT -> expiry.makeRoom();
                case LIVE_ID -> expiry.endIfExpired(sessionId);
                case CLOSED -> false;
            };
            if (!again) {
                throw rejected(rejection, sessionId);
            }
            rejection = table.add(entry, maximumSessions.get());
        }
        counts.created();
        if (Jfr.AVAILABLE) {
            SessionStartedEvent.emit(id, entry);
        }
        return entry;
    }

    /**
     * Says that a session is in use.
     *
     * @param sessionId its id
     * @return false if no session of this id is live
     */
    public boolean touch(String sessionId) {
        return table.touch(sessionId);
    }

    /**
     * Finds a session, without touching it.
     *
     * @param sessionId its id
     * @return the session, empty if none of this id is live
     */
    public Optional<Session> find(String sessionId) {
        return Optional.ofNullable(table.find(sessionId));
    }

    /**
     * Ends a session.
     *
     * @param sessionId its id
     * @param cause why
     * @return false if no session of this id is live
     */
    public boolean end(String sessionId, EndCause cause) {
        SessionEntry entry = table.end(sessionId, cause);
        if (entry == null) {
            return false;
        }
        expiry.ended(entry, cause, null);
        return true;
    }

    /**
     * Gives a session another id, as a login does. No moment lies between in which it has none.
     *
     * @param oldId its id
     * @param newId its id from now on, not empty
     * @return false if no session of the old id is live
     * @throws SessionRejectedException if another session has the new id; nothing has changed then
     * @throws IllegalArgumentException if the new id is empty
     */
    public boolean rename(String oldId, String newId) {
        requireId(newId);
        if (!oldId.equals(newId)) {
            expiry.endIfExpired(newId);
        }
        SessionEntry entry;
        try {
            entry = table.rename(oldId, newId);
        } catch (SessionRejectedException e) {
            counts.rejected(e.rejection());
            throw e;
        }
        if (entry != null && !oldId.equals(newId)) {
            counts.renamed();
        }
        return entry != null;
    }

    /**
     * Ends sessions that were not used for some time, least recently used first: what may be given up when memory is short.
     *
     * @param idle the least time since the last use; 0 for whatever is live
     * @param atMost how many to end at most
     * @param cause why the cleanup runs
     * @return what was done
     */
    public CleanupResult endIdle(Duration idle, long atMost, CleanupCause cause) {
        if (idle.isNegative() || atMost < 0) {
            throw new IllegalArgumentException(
                    id + ": idle = " + idle + ", atMost = " + atMost + " must not be negative");
        }
        EndCause endCause = cause == CleanupCause.PRESSURE ? EndCause.PRESSURE : EndCause.OPERATOR;
        return expiry.cleanups.run(cause, run -> expiry.endIdle(run, idle, atMost, endCause));
    }

    /**
     * Has a listener told of what begins, ends and changes its id from now on.
     *
     * @param listener runs on a thread of its own
     * @return ends it; what it was not yet told of then, it is not told
     */
    public Subscription addListener(SessionListener listener) {
        return listeners.add(listener);
    }

    @Override
    public ManagerId id() {
        return id;
    }

    @Override
    public SessionStats stats() {
        return counts.stats(table.size(), listeners.errors());
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public Cleanups cleanups() {
        return expiry.cleanups;
    }

    /**
     * Takes in nothing more, ends all sessions and waits for the listeners, at most for the time that the builder was
     * given; then their threads are interrupted. Closing twice is harmless.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            long start = System.nanoTime();
            ticks.close();
            table.close();
            expiry.close(closeTimeout);
            listeners.close(closeTimeout.minusNanos(System.nanoTime() - start));
        }
    }

    boolean end(SessionEntry entry, EndCause cause) {
        boolean live = table.end(entry, cause);
        if (live) {
            expiry.ended(entry, cause, null);
        }
        return live;
    }

    private void tick() {
        table.tick();
        listeners.watch();
        expiry.tick();
    }

    private SessionRejectedException rejected(Rejection rejection, String sessionId) {
        counts.rejected(rejection);
        if (Jfr.AVAILABLE) {
            SessionRejectedEvent.emit(id, sessionId, rejection, maximumSessions.get());
        }
        String session = id + ": session #" + IdHash.of(sessionId) + " is refused: ";
        return new SessionRejectedException(
                rejection,
                session
                        + switch (rejection) {
                            case LIMIT -> "maximumSessions = " + maximumSessions.get() + " are live";
                            case LIVE_ID -> "the id is live; end that session first, or use another id";
                            case CLOSED -> "the manager is closed";
                        });
    }

    private void requireId(String sessionId) {
        if (sessionId.isEmpty()) {
            throw new IllegalArgumentException(id + ": a session needs an id");
        }
    }
}
