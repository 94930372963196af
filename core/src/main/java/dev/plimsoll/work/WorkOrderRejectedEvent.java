package dev.plimsoll.work;

import dev.plimsoll.ManagerId;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

@Name("dev.plimsoll.WorkOrderRejected")
@Label("Work Order Rejected")
@Description("A queue refused a work order.")
@Category({"Plimsoll", "WorkOrderQueue"})
@StackTrace(false)
final class WorkOrderRejectedEvent extends Event {
    @Label("Manager Name")
    @Nullable
    String managerName;

    @Label("Order Id")
    @Nullable
    String orderId;

    @Label("Priority")
    int priority;

    @Label("Reason")
    @Nullable
    String reason;

    @Label("Live Orders")
    @Description("Orders that counted against the capacity.")
    long liveOrders;

    @Label("Capacity")
    long capacity;

    static void emit(ManagerId manager, WorkOrder<?> order, OfferResult reason, long liveOrders, long capacity) {
        WorkOrderRejectedEvent event = new WorkOrderRejectedEvent();
        if (event.shouldCommit()) {
            event.managerName = manager.name();
            event.orderId = order.id();
            event.priority = order.priority();
            event.reason = reason.name();
            event.liveOrders = liveOrders;
            event.capacity = capacity;
            event.commit();
        }
    }
}
