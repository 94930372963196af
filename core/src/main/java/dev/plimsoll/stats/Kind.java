package dev.plimsoll.stats;

/** What a figure's value means over time. */
public enum Kind {
    /** A total that only grows while the manager lives; of type {@code long}. */
    COUNTER,

    /** A value that goes up and down. */
    GAUGE,

    /** One of the constants of an enum. */
    STATE,

    /** A distribution; of type {@link Histogram}. */
    HISTOGRAM
}
