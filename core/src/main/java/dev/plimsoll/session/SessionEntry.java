package dev.plimsoll.session;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A session, in one object that is also a member of the order of use. The stamp is the time of the last use, and at the
 * end {@link #ENDED}; whoever touches and whoever ends decide by compare-and-set on it, so no touch that returned true is
 * lost to an expiry, and none brings back what has ended.
 */
final class SessionEntry extends Link implements Session {
    static final long ENDED = Long.MIN_VALUE;
    private static final VarHandle STAMP = stampField();

    private final SessionManager manager;
    private final SessionTable table;
    private final Map<String, String> metadata;
    private final long startedNanos;
    private final long startedMillis = System.currentTimeMillis();
    private volatile String id;

    /** Whether the id was ever changed; then the map may lead to this by an id that is not its own, for a moment. */
    private volatile boolean renamed;

    private volatile long stamp;

    SessionEntry(SessionManager manager, SessionTable table, String id, Map<String, String> metadata, long stamp) {
        this.manager = manager;
        this.table = table;
        this.id = id;
        this.metadata = metadata;
        this.stamp = stamp;
        startedNanos = table.nowNanos();
    }

    boolean hasId(String asked) {
        return !renamed || id.equals(asked);
    }

    void beginRename() {
        renamed = true;
    }

    void rename(String newId) {
        id = newId;
    }

    long stamp() {
        return stamp;
    }

    /** Ends the session if it was not used since it was seen; must be called under the table's lock. */
    boolean endIfUnused(long seen) {
        return STAMP.compareAndSet(this, seen, ENDED);
    }

    /** Ends the session; must be called under the table's lock. */
    void end() {
        stamp = ENDED;
    }

    @Override
    public boolean touch() {
        long now = table.touchStamp();
        while (true) {
            long seen = (long) STAMP.getOpaque(this);
            if (seen >= now) {
                return true;
            }
            if (seen == ENDED) {
                return false;
            }
            if (STAMP.compareAndSet(this, seen, now)) {
                return true;
            }
        }
    }

    @Override
    public boolean end(EndCause cause) {
        return manager.end(this, cause);
    }

    @Override
    public boolean isLive() {
        return stamp != ENDED;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Map<String, String> metadata() {
        return metadata;
    }

    @Override
    public Instant startedAt() {
        return Instant.ofEpochMilli(startedMillis);
    }

    @Override
    public Duration age() {
        return Duration.ofNanos(ageNanos());
    }

    long ageNanos() {
        return table.nowNanos() - startedNanos;
    }

    @Override
    public Duration idle() {
        long last = stamp;
        return Duration.ofNanos(last == ENDED ? 0 : Math.max(0, table.nowNanos() - last));
    }

    /** Shows no id: who knows one may take the session over. */
    @Override
    public String toString() {
        return "session #" + IdHash.of(id) + (isLive() ? "" : ", ended");
    }

    private static VarHandle stampField() {
        try {
            return MethodHandles.lookup().findVarHandle(SessionEntry.class, "stamp", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
