package dev.plimsoll.resource;

import dev.plimsoll.ManagerId;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

/** Off unless a recording asks for it, since it may come at any rate; then with the stack, which tells who allocates. */
@Name("dev.plimsoll.ResourceAllocated")
@Label("Resource Allocated")
@Description("The tracking of a resource began.")
@Category({"Plimsoll", "ResourceTracker"})
@Enabled(false)
final class ResourceAllocatedEvent extends Event {
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

    static void emit(ManagerId manager, Entry entry, long sizeBytes) {
        ResourceAllocatedEvent event = new ResourceAllocatedEvent();
        if (event.shouldCommit()) {
            event.managerName = manager.name();
            event.resourceId = entry.id;
            event.resourceType = entry.type.name();
            event.size = sizeBytes;
            event.commit();
        }
    }
}
