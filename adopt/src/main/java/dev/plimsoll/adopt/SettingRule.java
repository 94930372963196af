package dev.plimsoll.adopt;

import org.jspecify.annotations.Nullable;

/**
 * A limit of an adopted component that may be changed.
 *
 * @param name camel-case name of the setting
 * @param path path to the property, which has a setter
 * @param measure what its number means
 * @param minimum smallest value allowed, in the property's own unit; null for none
 * @param maximum largest value allowed, in the property's own unit; null for none
 * @param atMost name of another setting of the rule, whose value this one may not exceed; null for none
 * @param help one sentence without a full stop
 */
public record SettingRule(
        String name,
        String path,
        Measure measure,
        @Nullable Long minimum,
        @Nullable Long maximum,
        @Nullable String atMost,
        String help) {
    /** What the number of a property means. */
    public enum Measure {
        /** A number of things. */
        COUNT,

        /** Bytes. */
        BYTES,

        /** A length of time in milliseconds. */
        MILLISECONDS,

        /** A length of time in seconds. */
        SECONDS
    }
}
