package dev.plimsoll.work;

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

/** Off unless a recording asks for it, since it may come at any rate. */
@Name("dev.plimsoll.WorkOrderArchived")
@Label("Work Order Archived")
@Description("The archive has a work order, and its queue forgot it.")
@Category({"Plimsoll", "WorkOrderQueue"})
@Enabled(false)
@StackTrace(false)
final class WorkOrderArchivedEvent extends Event {
    @Label("Manager Name")
    @Nullable
    String managerName;

    @Label("Order Id")
    @Nullable
    String orderId;

    @Label("Outcome")
    @Nullable
    String outcome;

    @Label("Attempts")
    int attempts;

    @Label("Age")
    @Description("How long the order was live.")
    @Timespan(Timespan.NANOSECONDS)
    long age;

    @Label("Archive Lag")
    @Description("How long the finished order waited until the archive had it.")
    @Timespan(Timespan.NANOSECONDS)
    long lag;

    static void emit(ManagerId manager, Entry<?> entry, String outcome, long nowNanos) {
        WorkOrderArchivedEvent event = new WorkOrderArchivedEvent();
        if (event.shouldCommit()) {
            event.managerName = manager.name();
            event.orderId = entry.order.id();
            event.outcome = outcome;
            event.attempts = entry.attempts;
            event.age = nowNanos - entry.arrivedNanos;
            event.lag = nowNanos - entry.finishedNanos;
            event.commit();
        }
    }
}
