package dev.plimsoll.pool;

import java.lang.ref.Reference;

/**
 * A connection that is held by one caller until the lease is closed; meant for try-with-resources. Thread-safe: a lease
 * may be handed from thread to thread and closed by any.
 *
 * <p>Closing gives the connection back. Only the first closing counts; a later one, from any thread and at any time, does
 * nothing, whoever holds the connection by then. What a holder did to the connection before closing is visible to the
 * next holder.
 *
 * <p>Keep the lease for as long as you use the connection. A lease that was garbage-collected unclosed is a leak: the
 * pool closes its connection.
 *
 * @param <C> type of the connection
 */
public final class Lease<C> implements AutoCloseable {
    private final Slot<?, C> slot;
    private final long stamp;

    Lease(Slot<?, C> slot, long stamp) {
        this.slot = slot;
        this.stamp = stamp;
    }

    /**
     * Returns the connection. Do not use it after closing the lease.
     *
     * @return the connection, always the same
     * @throws IllegalStateException if the lease is closed
     */
    public C connection() {
        C connection = slot.connection();
        if (!slot.isHeldBy(stamp)) {
            throw new IllegalStateException("the lease is closed; acquire another one");
        }
        return connection;
    }

    /**
     * Says that the connection is broken: it will be closed and not be handed out again. Closes the lease. Does nothing
     * when the lease is closed already.
     */
    public void invalidate() {
        try {
            slot.invalidate(stamp);
        } finally {
            Reference.reachabilityFence(this); // else it could count as lost while it is being closed
        }
    }

    /** Gives the connection back. Does nothing when the lease is closed already. */
    @Override
    public void close() {
        try {
            slot.release(stamp);
        } finally {
            Reference.reachabilityFence(this); // else it could count as lost while it is being closed
        }
    }

    /** Gives back what nobody has seen, so that it does not count as a use. Under the dispatcher's lock. */
    void undo() {
        slot.undo(stamp);
    }

    @Override
    public String toString() {
        return "Lease[" + slot.keyPool.key + (slot.isHeldBy(stamp) ? "]" : ", closed]");
    }
}
