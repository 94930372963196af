package dev.plimsoll.pool;

/** Why a pool closed a connection. */
public enum CloseCause {
    /** It was idle for longer than allowed. */
    IDLE,

    /** It had not been used for its time to live. */
    EXPIRED,

    /** It reached its maximum lifetime. */
    MAX_LIFETIME,

    /** It failed its validation. */
    INVALID,

    /** Its holder said that it is broken. */
    INVALIDATED,

    /** Its key or the whole pool was evicted or drained. */
    EVICTED,

    /** Room was needed for a connection of another key, or a limit was lowered. */
    CAPACITY,

    /** Memory was short. */
    PRESSURE,

    /** Its holder lost it: the lease was garbage-collected unclosed. */
    LEAKED,

    /** The pool was closed. */
    SHUTDOWN
}
