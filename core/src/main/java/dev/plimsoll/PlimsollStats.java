package dev.plimsoll;

import dev.plimsoll.stats.Kind;
import dev.plimsoll.stats.Stat;

/**
 * The figures of Plimsoll itself.
 *
 * @param managers how many managers are registered, itself not counted
 * @param readingFailures how often a manager threw when its figures were read
 * @param settingFailures how often a setting could not be read, such as one of an adopted component
 * @param listenerFailures how often a view threw when a manager came or went
 * @param tickFailures how often a maintenance task threw, in the whole JVM
 */
public record PlimsollStats(
        @Stat(kind = Kind.GAUGE, help = "Managers that are registered")
        int managers,

        @Stat(kind = Kind.COUNTER, help = "Times that a manager threw when its figures were read")
        long readingFailures,

        @Stat(kind = Kind.COUNTER, help = "Times that a setting could not be read")
        long settingFailures,

        @Stat(kind = Kind.COUNTER, help = "Times that a view threw when a manager came or went")
        long listenerFailures,

        @Stat(kind = Kind.COUNTER, help = "Times that a maintenance task threw, in the whole JVM")
        long tickFailures) {}
