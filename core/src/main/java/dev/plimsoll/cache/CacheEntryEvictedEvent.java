package dev.plimsoll.cache;

import dev.plimsoll.CleanupRun;
import dev.plimsoll.ManagerId;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** Off unless a recording asks for it, since it may come at any rate. Shows no key, which may be a person's. */
@Name("dev.plimsoll.CacheEntryEvicted")
@Label("Cache Entry Evicted")
@Description("A cache gave up an entry that nobody removed.")
@Category({"Plimsoll", "Cache"})
@Enabled(false)
@StackTrace(false)
final class CacheEntryEvictedEvent extends Event {
    @Label("Manager Name")
    @Nullable
    String managerName;

    @Label("Cause")
    @Nullable
    String cause;

    @Label("Time to Live")
    @Description("How long the entry was to live when it was put.")
    @Timespan(Timespan.NANOSECONDS)
    long timeToLive;

    @Label("Weight")
    @Description("What the entry weighed, 1 in a cache that is bounded by count.")
    int weight;

    @Label("Cleanup Id")
    @Description("The cleanup that removed it, 0 if none did.")
    long cleanupId;

    static void emit(ManagerId manager, Held<?> held, EvictionCause cause, @Nullable CleanupRun run) {
        CacheEntryEvictedEvent event = new CacheEntryEvictedEvent();
        if (event.shouldCommit()) {
            event.managerName = manager.name();
            event.cause = cause.name();
            event.timeToLive = held.ttlNanos();
            event.weight = held.weight();
            event.cleanupId = run == null ? 0 : run.id();
            event.commit();
        }
    }
}
