package dev.plimsoll.resource;

import dev.plimsoll.ManagerId;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

@Name("dev.plimsoll.SuspicionWithdrawn")
@Label("Suspicion Withdrawn")
@Description("A resource that had been suspected of being forgotten was released.")
@Category({"Plimsoll", "ResourceTracker"})
@StackTrace(false)
final class SuspicionWithdrawnEvent extends Event {
    @Label("Manager Name")
    @Nullable
    String managerName;

    @Label("Resource Id")
    @Nullable
    String resourceId;

    @Label("Resource Type")
    @Nullable
    String resourceType;

    @Label("Age")
    @Description("How long the resource was tracked.")
    @Timespan(Timespan.NANOSECONDS)
    long age;

    static void emit(ManagerId manager, ResourceUsage usage) {
        SuspicionWithdrawnEvent event = new SuspicionWithdrawnEvent();
        if (event.shouldCommit()) {
            event.managerName = manager.name();
            event.resourceId = usage.id();
            event.resourceType = usage.type();
            event.age = usage.age().toNanos();
            event.commit();
        }
    }
}
