package dev.plimsoll;

/** Why a cleanup ran. */
public enum CleanupCause {
    /** A person or a program asked for it. */
    OPERATOR,

    /** The time had come: something expired or was idle for too long. */
    SCHEDULE,

    /** Room was needed for something new. */
    CAPACITY,

    /** Memory was short. */
    PRESSURE,

    /** The manager was closed. */
    SHUTDOWN
}
