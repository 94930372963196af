package dev.plimsoll.pool;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

@Name("dev.plimsoll.ConnectionClosed")
@Label("Connection Closed")
@Description("A pool closed a connection.")
@Category({"Plimsoll", "ConnectionPool"})
@StackTrace(false)
final class ConnectionClosedEvent extends Event {
    @Label("Manager Type")
    @Nullable
    String managerType;

    @Label("Manager Name")
    @Nullable
    String managerName;

    @Label("Key")
    @Nullable
    String key;

    @Label("Cause")
    @Nullable
    String cause;

    @Label("Age")
    @Description("How long the connection was in the pool.")
    @Timespan
    long age;

    @Label("Failure")
    @Description("What closing threw.")
    @Nullable
    String failure;

    @Label("Cleanup Id")
    @Description("The cleanup that removed it, 0 for none.")
    long cleanupId;
}
