package servicedesk;

import dev.plimsoll.Plimsoll;
import dev.plimsoll.cache.ExpiringCache;
import dev.plimsoll.history.MetricsCollector;
import dev.plimsoll.memory.MemoryManager;
import dev.plimsoll.pool.ConnectionPool;
import dev.plimsoll.resource.ResourceTracker;
import dev.plimsoll.session.SessionManager;
import dev.plimsoll.work.InMemoryArchive;
import dev.plimsoll.work.WorkOrderQueue;
import java.time.Duration;
import java.util.List;

/** Every manager of the desk, registered under one name. */
final class Managers implements AutoCloseable {

    static final String NAME = "desk";

    /** A technician may wait for work that long: the socket is not the thing to be saved. */
    private static final Duration PATIENCE = Duration.ofHours(12);

    final MemoryManager memory = MemoryManager.builder().build();

    final ResourceTracker tracker =
            ResourceTracker.builder(NAME).idleTimeout(Duration.ofMinutes(5)).build();

    /** Holds the technicians' sockets: one for each, idle while he waits for work. None can be opened from here. */
    final ConnectionPool<String, Technician> sockets = ConnectionPool.<String, Technician>builder(
                    NAME, Managers::cannotConnect)
            .maximumSize(50)
            .maximumPerKey(1)
            .idleTimeout(PATIENCE)
            .timeToLive(PATIENCE)
            .maximumLifetime(Duration.ZERO)
            .closer(Technician::leftPool)
            .build();

    final SessionManager sessions =
            SessionManager.builder(NAME).maximumSessions(100).build();

    final InMemoryArchive<String> archive = new InMemoryArchive<>();

    final WorkOrderQueue<String> orders =
            WorkOrderQueue.builder(NAME, archive).capacity(1_000).build();

    /** What to do, by kind of order. */
    final ExpiringCache<String, String> instructions = ExpiringCache.<String, String>builder("instructions")
            .maximumSize(100)
            .build();

    final MetricsCollector history;

    Managers(Plimsoll plimsoll) {
        history = MetricsCollector.builder(NAME, plimsoll).build();
        List.of(memory, tracker, sockets, sessions, orders, instructions, history)
                .forEach(plimsoll::add);
    }

    private static Technician cannotConnect(String technician) {
        throw new IllegalStateException(technician + " is not connected, and only technicians connect");
    }

    /** Newest first: the history reads the others, orders end before the sockets that they go over. */
    @Override
    public void close() {
        history.close();
        instructions.close();
        orders.close();
        sockets.close();
        sessions.close();
        tracker.close();
        memory.close();
    }
}
