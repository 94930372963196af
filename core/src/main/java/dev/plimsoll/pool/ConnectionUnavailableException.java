package dev.plimsoll.pool;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** No connection could be had. Says why, and who held the connections at that moment. */
public final class ConnectionUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why there was no connection. */
    private final Reason reason;

    /** Who held connections. */
    private final transient List<Holder> holders;

    ConnectionUnavailableException(Reason reason, String message, List<Holder> holders, @Nullable Throwable cause) {
        super(Holder.append(message, holders), cause);
        this.reason = reason;
        this.holders = List.copyOf(holders);
    }

    /**
     * Returns why there was no connection.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }

    /**
     * Returns who held connections that the caller could have had.
     *
     * @return the holders, longest first; at most 32; empty after deserialization
     */
    @SuppressWarnings("ConstantValue") // transient: null after deserialization
    public List<Holder> holders() {
        return holders == null ? List.of() : holders;
    }

    /** Why a connection cannot be had. */
    public enum Reason {
        /** All connections that the limits allow were held by others for as long as the caller would wait. */
        EXHAUSTED,

        /** Connections could not be opened, or opening or validating them did not end in time. */
        BROKEN,

        /** The pool is closed, or was suspended for as long as the caller would wait. */
        CLOSED
    }
}
