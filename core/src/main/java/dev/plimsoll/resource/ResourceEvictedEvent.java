package dev.plimsoll.resource;

import dev.plimsoll.CleanupRun;
import dev.plimsoll.ManagerId;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

@Name("dev.plimsoll.ResourceEvicted")
@Label("Resource Evicted")
@Description("A cleanup removed a resource that its user had not released.")
@Category({"Plimsoll", "ResourceTracker"})
@StackTrace(false)
final class ResourceEvictedEvent extends Event {
    @Label("Manager Name")
    @Nullable
    String managerName;

    @Label("Resource Id")
    @Nullable
    String resourceId;

    @Label("Resource Type")
    @Nullable
    String resourceType;

    @Label("Cause")
    @Nullable
    String cause;

    @Label("Size")
    @Description("Size of the resource, 0 if unknown.")
    @DataAmount
    long size;

    @Label("Age")
    @Description("How long the resource was tracked.")
    @Timespan(Timespan.NANOSECONDS)
    long age;

    @Label("Idle")
    @Description("How long ago the resource was last used.")
    @Timespan(Timespan.NANOSECONDS)
    long idle;

    @Label("Cleanup Id")
    @Description("The cleanup that removed it.")
    long cleanupId;

    static void emit(ManagerId manager, Entry entry, CleanupRun run, long nowNanos) {
        ResourceEvictedEvent event = new ResourceEvictedEvent();
        if (event.shouldCommit()) {
            event.managerName = manager.name();
            event.resourceId = entry.id;
            event.resourceType = entry.type.name();
            event.cause = run.cause().name();
            event.size = entry.sizeBytes;
            event.age = nowNanos - entry.allocatedNanos;
            event.idle = nowNanos - entry.lastUsedNanos();
            event.cleanupId = run.id();
            event.commit();
        }
    }
}
