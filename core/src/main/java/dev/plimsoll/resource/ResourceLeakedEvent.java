package dev.plimsoll.resource;

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

@Name("dev.plimsoll.ResourceLeaked")
@Label("Resource Leaked")
@Description("The owner or handle of a resource was garbage-collected without a release.")
@Category({"Plimsoll", "ResourceTracker"})
@StackTrace(false)
final class ResourceLeakedEvent extends Event {
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
    @Description("How long the resource has been tracked.")
    @Timespan(Timespan.NANOSECONDS)
    long age;

    @Label("Reason")
    @Nullable
    String reason;

    @Label("Allocation Stack")
    @Description("Thread and stack that tracked the resource, if it belongs to the sampled part.")
    @Nullable
    String allocationStack;

    static void emit(ManagerId manager, LeakReport report) {
        ResourceLeakedEvent event = new ResourceLeakedEvent();
        if (event.shouldCommit()) {
            event.managerName = manager.name();
            event.resourceId = report.usage().id();
            event.resourceType = report.usage().type();
            event.size = report.usage().sizeBytes();
            event.age = report.usage().age().toNanos();
            event.reason = report.reason();
            event.allocationStack = report.allocationStack();
            event.commit();
        }
    }
}
