package dev.plimsoll.pool;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import org.jspecify.annotations.Nullable;

@Name("dev.plimsoll.ConnectionAcquisition")
@Label("Connection Acquisition")
@Description("Somebody acquired a connection; the duration is the wait.")
@Category({"Plimsoll", "ConnectionPool"})
@StackTrace(true)
@Threshold("10 ms")
final class ConnectionAcquisitionEvent extends Event {
    @Label("Manager Type")
    @Nullable
    String managerType;

    @Label("Manager Name")
    @Nullable
    String managerName;

    @Label("Key")
    @Nullable
    String key;

    @Label("Outcome")
    @Description("ACQUIRED, or why not.")
    @Nullable
    String outcome;

    static ConnectionAcquisitionEvent start() {
        ConnectionAcquisitionEvent event = new ConnectionAcquisitionEvent();
        event.begin();
        return event;
    }

    void end(PoolContext<?, ?> context, Object acquiredKey, String result) {
        if (shouldCommit()) {
            managerType = context.id.type();
            managerName = context.id.name();
            key = Holder.text(acquiredKey);
            outcome = result;
            commit();
        }
    }
}
