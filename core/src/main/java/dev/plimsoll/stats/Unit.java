package dev.plimsoll.stats;

import java.util.Locale;

/** The base unit of a figure or setting. Every view shows values in base units: seconds, bytes, ratios from 0 to 1. */
public enum Unit {
    /** A plain number of things. */
    NONE(""),

    /** Bytes. */
    BYTES("Bytes"),

    /** Seconds; histograms of seconds are recorded in nanoseconds. */
    SECONDS("Seconds"),

    /** A part of a whole, 0 to 1. */
    RATIO("Ratio");

    private final String suffix;

    Unit(String suffix) {
        this.suffix = suffix;
    }

    /**
     * Appends the unit to a camel-case name, unless the name ends with it already.
     *
     * @param name a camel-case name such as {@code idleTimeout}
     * @return the name with its unit, such as {@code idleTimeoutSeconds}
     */
    public String appendTo(String name) {
        return name.endsWith(suffix) || name.equalsIgnoreCase(suffix) ? name : name + suffix;
    }

    /** Returns the unit in lower case as it is written in descriptors, empty for {@link #NONE}. */
    @Override
    public String toString() {
        return suffix.toLowerCase(Locale.ROOT);
    }
}
