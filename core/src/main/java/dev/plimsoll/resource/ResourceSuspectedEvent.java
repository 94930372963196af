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

@Name("dev.plimsoll.ResourceSuspected")
@Label("Resource Suspected")
@Description("A resource has been live for so long that it may have been forgotten, or hides its own leak.")
@Category({"Plimsoll", "ResourceTracker"})
@StackTrace(false)
final class ResourceSuspectedEvent extends Event {
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
        ResourceSuspectedEvent event = new ResourceSuspectedEvent();
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
