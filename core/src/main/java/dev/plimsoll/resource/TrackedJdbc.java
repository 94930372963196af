package dev.plimsoll.resource;

import java.sql.Connection;
import java.util.Map;

/** Tracks JDBC connections that no pool holds. Needs the module {@code java.sql}. */
public final class TrackedJdbc {
    private TrackedJdbc() {}

    /**
     * Tracks a connection as type {@code jdbcConnection}. Its URL is not kept, since it may have a password in it.
     *
     * @param tracker who tracks it
     * @param id what identifies it among those that are tracked
     * @param connection the connection
     * @return the connection; closing it closes the connection
     * @throws IllegalStateException if the id is live, or the tracker closed; the connection is not closed then
     */
    public static Tracked<Connection> connection(ResourceTracker tracker, String id, Connection connection) {
        return Tracked.of(tracker, id, "jdbcConnection", 0, Map.of(), connection);
    }
}
