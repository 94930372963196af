package dev.plimsoll.pool;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

@Name("dev.plimsoll.ConnectionOverdue")
@Label("Connection Overdue")
@Description("A connection is held for longer than allowed.")
@Category({"Plimsoll", "ConnectionPool"})
@StackTrace(false)
final class ConnectionOverdueEvent extends Event {
    @Label("Manager Type")
    @Nullable
    String managerType;

    @Label("Manager Name")
    @Nullable
    String managerName;

    @Label("Key")
    @Nullable
    String key;

    @Label("Holder")
    @Description("The thread that acquired it.")
    @Nullable
    String holder;

    @Label("Held")
    @Timespan
    long held;

    @Label("Holder Stack")
    @Description("What the thread that acquired it was doing when this was noticed.")
    @Nullable
    String holderStack;

    @Label("Acquired At")
    @Description("The stack of the acquisition, when stacks are captured.")
    @Nullable
    String acquiredAt;
}
