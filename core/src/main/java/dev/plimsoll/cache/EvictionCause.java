package dev.plimsoll.cache;

/** Why a cache gave up an entry that nobody removed. */
public enum EvictionCause {
    /** Its time to live was over. */
    EXPIRED,

    /** The cache held more than its maximum. */
    SIZE,

    /** The cache was closed. */
    SHUTDOWN
}
