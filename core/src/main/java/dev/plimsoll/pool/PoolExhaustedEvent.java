package dev.plimsoll.pool;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

@Name("dev.plimsoll.PoolExhausted")
@Label("Pool Exhausted")
@Description("Somebody waited in vain for a connection because others held all of them.")
@Category({"Plimsoll", "ConnectionPool"})
@StackTrace(true)
final class PoolExhaustedEvent extends Event {
    @Label("Manager Type")
    @Nullable
    String managerType;

    @Label("Manager Name")
    @Nullable
    String managerName;

    @Label("Key")
    @Nullable
    String key;

    @Label("Waited")
    @Timespan
    long waited;

    @Label("Holders")
    @Description("Who held connections, longest first.")
    @Nullable
    String holders;
}
