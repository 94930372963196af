package dev.plimsoll;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

@Name("dev.plimsoll.Cleanup")
@Label("Cleanup")
@Description("A manager removed what may be removed.")
@Category({"Plimsoll", "Cleanup"})
@StackTrace(false)
final class CleanupEvent extends Event {
    @Label("Manager Type")
    @Nullable
    String managerType;

    @Label("Manager Name")
    @Nullable
    String managerName;

    @Label("Cause")
    @Nullable
    String cause;

    @Label("Items")
    @Description("How many were removed.")
    long items;

    @Label("Bytes Freed")
    @Description("Bytes freed, N/A where the manager does not know sizes.")
    @DataAmount
    double bytes;

    @Label("Failures")
    @Description("How many times removing one threw.")
    long failures;

    @Label("Cleanup Id")
    long cleanupId;

    @Label("Message")
    @Nullable
    String message;

    static CleanupEvent start() {
        CleanupEvent event = new CleanupEvent();
        event.begin();
        return event;
    }

    static void end(CleanupEvent event, CleanupResult result) {
        if (!event.shouldCommit()) {
            return;
        }
        Long freed = result.bytes();
        event.managerType = result.manager().type();
        event.managerName = result.manager().name();
        event.cause = result.cause().name();
        event.items = result.items();
        event.bytes = freed == null ? Double.NaN : freed;
        event.failures = result.failures();
        event.cleanupId = result.id();
        event.message = result.message();
        event.commit();
    }
}
