package dev.plimsoll.session;

import dev.plimsoll.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/*
 * Design. What creates, ends or renames takes the one lock, for well under a microsecond; what touches or finds takes none.
 * Each operation takes effect at one point, so together they are linearizable:
 *
 * - create: when it puts the session into the map; the limit is exact since all that counts happens under the lock
 * - end and expiry: when the stamp becomes ENDED; the map follows, and readers look at the stamp
 * - rename: when the entry's id changes; it is in the map by both ids around that moment, and readers compare the id
 * - touch and find: when they read the map and the stamp
 *
 * The clock of touches stands still between ticks. It shows the time of the tick to come, so that a session never ends
 * early. A touch that would write the stamp that is there already writes nothing: threads that share a session share its
 * cache line without moving it. The clock itself has a cache line of its own.
 */
final class SessionTable {
    /** How many sessions are looked at under the lock at most before others get their turn. */
    static final int BATCH = 256;

    private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int MIDDLE = 16;

    private final Ticker ticker;
    private final long originNanos;
    private final AtomicLongArray touchClock = new AtomicLongArray(2 * MIDDLE + 1);
    private final ReentrantLock lock = new ReentrantLock();
    private final ConcurrentHashMap<String, SessionEntry> byId = new ConcurrentHashMap<>();
    private final UseOrder order = new UseOrder();
    private final SessionListeners listeners;
    private boolean closed;

    /** Some sessions that were ended, and whether there may be more that are due. */
    record Ended(List<SessionEntry> sessions, boolean more) {}

    SessionTable(Ticker ticker, SessionListeners listeners) {
        this.ticker = ticker;
        this.listeners = listeners;
        originNanos = ticker.nanos();
        tick();
    }

    /** Returns the time since the table was made, so that no origin of the clock can overflow. */
    long nowNanos() {
        return ticker.nanos() - originNanos;
    }

    long touchStamp() {
        return touchClock.getOpaque(MIDDLE);
    }

    void tick() {
        touchClock.setOpaque(MIDDLE, nowNanos() + TICK_NANOS);
    }

    /** Returns the stamp of a session that is made now, right even when ticks are late. */
    long creationStamp() {
        return Math.max(touchStamp(), nowNanos());
    }

    @Nullable
    SessionEntry find(String id) {
        SessionEntry entry = byId.get(id);
        return entry != null && entry.hasId(id) && entry.isLive() ? entry : null;
    }

    boolean touch(String id) {
        SessionEntry entry = byId.get(id);
        return entry != null && entry.hasId(id) && entry.touch();
    }

    /** Adds a session; returns why not, null if it was added. */
    @Nullable
    Rejection add(SessionEntry entry, int maximum) {
        lock.lock();
        try {
            if (closed) {
                return Rejection.CLOSED;
            }
            if (byId.containsKey(entry.id())) {
                return Rejection.LIVE_ID;
            }
            if (order.size() >= maximum) {
                return Rejection.LIMIT;
            }
            byId.put(entry.id(), entry);
            order.add(entry);
            listeners.started(entry);
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the session of an id; returns it, null if there is none. */
    @Nullable
    SessionEntry end(String id, EndCause cause) {
        lock.lock();
        try {
            SessionEntry entry = byId.get(id);
            if (entry != null) {
                entry.end();
                forget(entry, cause, null);
            }
            return entry;
        } finally {
            lock.unlock();
        }
    }

    boolean end(SessionEntry entry, EndCause cause) {
        lock.lock();
        try {
            boolean live = entry.isLive();
            if (live) {
                entry.end();
                forget(entry, cause, null);
            }
            return live;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the session of an id if it was not used after a moment; returns it, else null. */
    @Nullable
    SessionEntry endIfIdle(String id, long limitNanos) {
        lock.lock();
        try {
            SessionEntry entry = byId.get(id);
            if (entry == null) {
                return null;
            }
            long stamp = entry.stamp();
            if (stamp > limitNanos || !entry.endIfUnused(stamp)) {
                return null;
            }
            forget(entry, EndCause.EXPIRED, null);
            return entry;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Gives a session another id.
     *
     * @return the session, null if there is none of the old id
     * @throws SessionRejectedException if another session has the new id
     */
    @Nullable
    SessionEntry rename(String oldId, String newId) {
        lock.lock();
        try {
            SessionEntry entry = byId.get(oldId);
            if (entry == null || oldId.equals(newId)) {
                return entry;
            }
            if (byId.containsKey(newId)) {
                throw new SessionRejectedException(
                        Rejection.LIVE_ID, entry + " cannot get the id of session #" + IdHash.of(newId));
            }
            entry.beginRename();
            byId.put(newId, entry);
            entry.rename(newId);
            byId.remove(oldId);
            listeners.renamed(entry, oldId);
            return entry;
        } finally {
            lock.unlock();
        }
    }

    /** Ends sessions that were not used after a moment, least recently used first, at most so many. */
    Ended endIdle(long limitNanos, long atMost, EndCause cause, @Nullable Aftermath aftermath) {
        List<SessionEntry> ended = new ArrayList<>();
        lock.lock();
        try {
            for (int looked = 0; looked < BATCH && ended.size() < atMost; looked++) {
                long bucket = order.oldest();
                if (bucket > limitNanos || bucket == UseOrder.NONE) {
                    return new Ended(ended, false);
                }
                SessionEntry entry = order.first();
                if (entry.stamp() == bucket && entry.endIfUnused(bucket)) {
                    forget(entry, cause, aftermath);
                    ended.add(entry);
                } else {
                    order.moveOn(entry);
                }
            }
            return new Ended(ended, ended.size() < atMost);
        } finally {
            lock.unlock();
        }
    }

    /** Tells whether there may be sessions that were not used after a moment. */
    boolean mayHaveIdle(long limitNanos) {
        lock.lock();
        try {
            long oldest = order.oldest();
            return oldest <= limitNanos && oldest != UseOrder.NONE;
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return order.size();
        } finally {
            lock.unlock();
        }
    }

    /** Takes in nothing more. */
    void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    private void forget(SessionEntry entry, EndCause cause, @Nullable Aftermath aftermath) {
        byId.remove(entry.id());
        order.remove(entry);
        listeners.ended(entry, cause, aftermath);
    }
}
