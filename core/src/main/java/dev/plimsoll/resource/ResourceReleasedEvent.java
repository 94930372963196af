package dev.plimsoll.resource;

import dev.plimsoll.ManagerId;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** Off unless a recording asks for it, since it may come at any rate. */
@Name("dev.plimsoll.ResourceReleased")
@Label("Resource Released")
@Description("The user of a resource released it.")
@Category({"Plimsoll", "ResourceTracker"})
@Enabled(false)
@StackTrace(false)
final class ResourceReleasedEvent extends Event {
    @Label("Manager Name")
    @Nullable
    String managerName;

    @Label("Resource Id")
    @Nullable
    String resourceId;

    @Label("Resource Type")
    @Nullable
    String resourceType;

    @Label("Size")
    @Description("Size of the resource, 0 if unknown.")
    @DataAmount
    long size;

    @Label("Age")
    @Description("How long the resource was tracked.")
    @Timespan(Timespan.NANOSECONDS)
    long age;

    static void emit(ManagerId manager, Entry entry) {
        ResourceReleasedEvent event = new ResourceReleasedEvent();
        if (event.shouldCommit()) {
            event.managerName = manager.name();
            event.resourceId = entry.id;
            event.resourceType = entry.type.name();
            event.size = entry.sizeBytes;
            event.age = entry.type.tracker().nowNanos() - entry.allocatedNanos;
            event.commit();
        }
    }
}
