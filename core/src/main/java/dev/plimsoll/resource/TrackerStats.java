package dev.plimsoll.resource;

import dev.plimsoll.CleanupCause;
import dev.plimsoll.stats.Kind;
import dev.plimsoll.stats.Stat;
import dev.plimsoll.stats.Unit;
import java.util.Map;

/**
 * The figures of a resource tracker. Those by {@code resource} have one value for each type of resources; types beyond the
 * bound count as {@code other}.
 *
 * @param liveResources resources that are tracked
 * @param liveBytes their bytes, as far as sizes were given
 * @param allocated resources that were tracked
 * @param released resources that their users released
 * @param evicted resources that cleanups closed
 * @param leaked resources whose owner or handle was garbage-collected without a release
 * @param suspects resources, known by their id only, that have been live for so long that they may have been forgotten
 * @param suspectsWithdrawn suspects that were released after all
 * @param duplicates attempts to track an id that was live
 * @param callbackErrors times that code of the user (closing, listeners) threw or hung
 * @param hungCallbacks calls of such code that hang
 * @param pendingCloses resources that wait to be closed
 */
public record TrackerStats(
        @Stat(kind = Kind.GAUGE, label = "resource", help = "Resources that are tracked")
        Map<String, Long> liveResources,

        @Stat(
                kind = Kind.GAUGE,
                unit = Unit.BYTES,
                label = "resource",
                help = "Bytes of the resources that are tracked, as far as sizes were given")
        Map<String, Long> liveBytes,

        @Stat(kind = Kind.COUNTER, label = "resource", help = "Resources that were tracked")
        Map<String, Long> allocated,

        @Stat(kind = Kind.COUNTER, help = "Resources that their users released")
        long released,

        @Stat(kind = Kind.COUNTER, label = "cause", help = "Resources that cleanups closed")
        Map<CleanupCause, Long> evicted,

        @Stat(
                kind = Kind.COUNTER,
                label = "resource",
                help = "Resources whose owner or handle was garbage-collected without a release")
        Map<String, Long> leaked,

        @Stat(kind = Kind.GAUGE, help = "Resources that have been live for so long that they may have been forgotten")
        long suspects,

        @Stat(kind = Kind.COUNTER, help = "Suspects that were released after all")
        long suspectsWithdrawn,

        @Stat(kind = Kind.COUNTER, help = "Attempts to track an id that was live")
        long duplicates,

        @Stat(kind = Kind.COUNTER, help = "Times that code of the user threw or hung")
        long callbackErrors,

        @Stat(kind = Kind.GAUGE, help = "Calls of code of the user that hang")
        long hungCallbacks,

        @Stat(kind = Kind.GAUGE, help = "Resources that wait to be closed")
        long pendingCloses) {}
