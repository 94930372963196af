package dev.plimsoll;

import dev.plimsoll.stats.Kind;
import dev.plimsoll.stats.Stat;
import dev.plimsoll.stats.Unit;
import java.util.Map;

/**
 * The figures of a manager's cleanups, which every manager that has cleanups shows beside its own.
 *
 * @param cleanups how many ran
 * @param cleanupItems what they removed
 * @param cleanupBytes the bytes they freed, as far as they are known
 * @param cleanupFailures how often removing one thing threw
 */
public record CleanupStats(
        @Stat(kind = Kind.COUNTER, label = "cause", help = "Cleanups that ran")
        Map<CleanupCause, Long> cleanups,

        @Stat(kind = Kind.COUNTER, help = "Items that cleanups removed")
        long cleanupItems,

        @Stat(kind = Kind.COUNTER, unit = Unit.BYTES, help = "Bytes that cleanups freed, as far as they are known")
        long cleanupBytes,

        @Stat(kind = Kind.COUNTER, help = "Items whose removal threw during a cleanup")
        long cleanupFailures) {}
