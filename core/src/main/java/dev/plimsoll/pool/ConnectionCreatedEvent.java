package dev.plimsoll.pool;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

@Name("dev.plimsoll.ConnectionCreated")
@Label("Connection Created")
@Description("A pool opened a connection.")
@Category({"Plimsoll", "ConnectionPool"})
@StackTrace(false)
final class ConnectionCreatedEvent extends Event {
    @Label("Manager Type")
    @Nullable
    String managerType;

    @Label("Manager Name")
    @Nullable
    String managerName;

    @Label("Key")
    @Nullable
    String key;

    @Label("Creation Time")
    @Description("How long opening took.")
    @Timespan
    long creationTime;
}
