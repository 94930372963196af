package dev.plimsoll.work;

import dev.plimsoll.ManagerId;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

@Name("dev.plimsoll.WorkOrderFailed")
@Label("Work Order Failed")
@Description("An attempt at a work order failed.")
@Category({"Plimsoll", "WorkOrderQueue"})
@StackTrace(false)
final class WorkOrderFailedEvent extends Event {
    @Label("Manager Name")
    @Nullable
    String managerName;

    @Label("Order Id")
    @Nullable
    String orderId;

    @Label("Attempt")
    int attempt;

    @Label("Failure")
    @Nullable
    String failure;

    @Label("Held")
    @Description("How long the order was held.")
    @Timespan(Timespan.NANOSECONDS)
    long held;

    @Label("Dead Letter")
    @Description("Whether the order was tried as often as allowed.")
    boolean deadLetter;

    static void emit(ManagerId manager, Entry<?> entry, long heldNanos, boolean deadLetter) {
        WorkOrderFailedEvent event = new WorkOrderFailedEvent();
        if (event.shouldCommit()) {
            event.managerName = manager.name();
            event.orderId = entry.order.id();
            event.attempt = entry.attempts;
            event.failure = entry.lastFailure;
            event.held = heldNanos;
            event.deadLetter = deadLetter;
            event.commit();
        }
    }
}
