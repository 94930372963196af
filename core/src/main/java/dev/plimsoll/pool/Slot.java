package dev.plimsoll.pool;

import dev.plimsoll.CleanupRun;
import dev.plimsoll.stats.HistogramRecorder;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/*
 * Design: one word decides who may touch a connection.
 *
 * `state` holds what the slot is (IDLE, LEASED, OWNED by the pool), two marks and the number of the lease. Whoever moves
 * it by compare-and-set has won, everybody else has lost; there is no other way to a connection.
 *
 *     OWNED --own(IDLE)--> IDLE --tryLease--> LEASED #n --free(#n)--> IDLE          the fast path: no lock
 *       ^                   |                    |
 *       +---- tryOwnIdle ---+------- take(#n) ---+                                  under the dispatcher's lock, or not
 *
 * - The number grows with every lease, so a lease's stamp (number and LEASED) is met by the state only while that lease
 *   is the current one. Closing twice or late fails its compare-and-set and has no effect.
 * - STALE marks an idle connection that must be validated first, RETIRED a leased one that must not come back. Marks are
 *   set by compare-and-set too, so the holder's `free` fails and it takes the slow way, where they are seen.
 * - A waiter counts itself in `Dispatcher.waiting` and then looks at the states; a releaser sets the state and then looks
 *   at `waiting`. One of the two sees the other, so no connection lies idle while somebody waits for it.
 * - Everything else in here is plain memory that travels with the state: written by the owner before a successful
 *   compare-and-set, read after one. The tick and the list of holders read it without owning; they check the state again
 *   before they act on what they read.
 */
final class Slot<K, C> extends UseTiming {
    static final long IDLE = 0;
    static final long LEASED = 1;
    static final long OWNED = 2;
    static final long STALE = 4;
    static final long RETIRED = 8;
    private static final long KIND = 3;
    private static final long NOT_FRESH = KIND | STALE | RETIRED;
    private static final long ALL_MARKS = STALE | RETIRED;
    private static final long NEXT_LEASE = 16;

    private static final VarHandle STATE;
    private static final VarHandle UNWAITED;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Slot.class, "state", long.class);
            UNWAITED = MethodHandles.lookup().findVarHandle(Slot.class, "unwaited", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final KeyPool<K, C> keyPool;

    /** How many leases were given without waiting. */
    private long unwaited;

    private volatile long state = OWNED;
    private @Nullable C connection;

    long createdNanos;

    /** The cleanup that removed it, if one did. */
    @Nullable
    CleanupRun cleanup;

    /** Since when it is being opened or validated. */
    long underWaySince;

    /** When the maximum lifetime ends, {@link #UNKNOWN} for never. */
    long expiresNanos = UNKNOWN;

    /** Why a RETIRED connection is to be closed. */
    volatile CloseCause retireCause = CloseCause.EVICTED;

    /** The state that was seen last by the tick or by a waiter, and since when it has been so. Guarded by the lock. */
    long seenState;

    long seenNanos;
    long reportedStamp;
    int era;

    Slot(KeyPool<K, C> keyPool, HistogramRecorder usage, HistogramRecorder.@Nullable Lane lane, int seed) {
        super(usage, lane, seed);
        this.keyPool = keyPool;
    }

    /** Returns the new lease's stamp, 0 if the connection cannot be had at once. */
    long tryLease() {
        long now = state;
        if ((now & NOT_FRESH) == IDLE) {
            long leased = now + NEXT_LEASE + LEASED;
            if (STATE.compareAndSet(this, now, leased)) {
                return leased;
            }
        }
        return 0;
    }

    /** Leases what the pool owns; returns the stamp. */
    long leaseOwned() {
        long leased = (state & ~(KIND | ALL_MARKS)) + NEXT_LEASE + LEASED;
        state = leased;
        return leased;
    }

    /** Ends a lease unless there is more to do than to leave the connection idle. */
    boolean free(long stamp, long idleMark) {
        return STATE.compareAndSet(this, stamp, stamp - LEASED + idleMark);
    }

    /** Ends a lease and makes the pool the owner, unless that lease has ended before. */
    boolean take(long stamp) {
        while (true) {
            long now = state;
            if ((now & ~ALL_MARKS) != stamp) {
                return false;
            }
            if (STATE.compareAndSet(this, now, now - LEASED + OWNED)) {
                return true;
            }
        }
    }

    /** Makes the pool the owner of an idle connection. */
    boolean tryOwnIdle(boolean evenStale) {
        long now = state;
        return (now & KIND) == IDLE
                && (evenStale || (now & STALE) == 0)
                && STATE.compareAndSet(this, now, (now & ~STALE) + OWNED);
    }

    /** Makes the pool the owner of a connection that has been idle since it was seen, even a stale one. */
    boolean tryOwnUnused(long seen) {
        return STATE.compareAndSet(this, seen, seen + OWNED) || STATE.compareAndSet(this, seen | STALE, seen + OWNED);
    }

    /** Makes the pool the owner of an idle connection for a moment; its marks stay. */
    boolean ownAsIs() {
        long now = state;
        return (now & KIND) == IDLE && STATE.compareAndSet(this, now, now + OWNED);
    }

    /** Ends what {@link #ownAsIs} began. */
    void leaveAsWas() {
        long now = state;
        state = now - OWNED;
    }

    /** Leaves what the pool owns idle. */
    void leaveIdle(long idleMark) {
        state = (state & ~(KIND | ALL_MARKS)) + idleMark;
    }

    /** Marks an idle connection that was not used since the state was read. */
    boolean markStale(long seen) {
        return (seen & NOT_FRESH) == IDLE && STATE.compareAndSet(this, seen, seen | STALE);
    }

    /** Marks a leased connection to be closed when it comes back; false if it is not leased. */
    boolean retire(CloseCause cause) {
        while (true) {
            long now = state;
            if ((now & KIND) != LEASED) {
                return false;
            }
            if ((now & RETIRED) != 0) {
                return true;
            }
            retireCause = cause;
            if (STATE.compareAndSet(this, now, now | RETIRED)) {
                return true;
            }
        }
    }

    void release(long stamp) {
        keyPool.dispatcher.release(this, stamp);
    }

    void undo(long stamp) {
        if (take(stamp)) {
            forgetUse();
            keyPool.dispatcher.context.matching.place(this, true);
        }
    }

    void invalidate(long stamp) {
        keyPool.dispatcher.invalidate(this, stamp);
    }

    boolean isRetired() {
        return (state & RETIRED) != 0;
    }

    boolean isHeldBy(long stamp) {
        return (state & ~ALL_MARKS) == stamp;
    }

    /** Returns the state without marks. */
    long peek() {
        return state & ~ALL_MARKS;
    }

    long peekWithMarks() {
        return state;
    }

    static boolean isLeased(long seen) {
        return (seen & KIND) == LEASED;
    }

    static boolean isIdle(long seen) {
        return (seen & KIND) == IDLE;
    }

    boolean isTooOld(long nowNanos) {
        return expiresNanos != UNKNOWN && nowNanos - expiresNanos >= 0;
    }

    C connection() {
        C current = connection;
        if (current == null) {
            throw new IllegalStateException("the lease is closed; acquire another one");
        }
        return current;
    }

    /** Gives a slot that the pool owns its connection, or takes it out. */
    void connection(@Nullable C next) {
        connection = next;
    }

    boolean hasConnection() {
        return connection != null;
    }

    /** Returns since when an idle connection has been so: exactly if its last use was timed, else the fallback. */
    long idleSince(long fallback) {
        return isTimed() ? endNanos() : fallback;
    }

    /** Counts an acquisition that did not wait; the holder calls it. */
    void countUnwaited() {
        UNWAITED.setOpaque(this, unwaited + 1);
    }

    long unwaited() {
        return (long) UNWAITED.getOpaque(this);
    }
}
