package dev.plimsoll.pool;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

@Name("dev.plimsoll.ConnectionEvicted")
@Label("Connection Evicted")
@Description("A pool took a connection out, to close it.")
@Category({"Plimsoll", "ConnectionPool"})
@StackTrace(false)
final class ConnectionEvictedEvent extends Event {
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

    @Label("Cleanup Id")
    @Description("The cleanup that removed it, 0 for none.")
    long cleanupId;
}
