package dev.plimsoll.testing;

import dev.plimsoll.ManualTicker;
import dev.plimsoll.Plimsoll;
import dev.plimsoll.cache.ExpiringCache;
import dev.plimsoll.history.MetricsCollector;
import dev.plimsoll.memory.MemoryManager;
import dev.plimsoll.pool.ConnectionPool;
import dev.plimsoll.resource.ResourceTracker;
import dev.plimsoll.session.SessionManager;
import dev.plimsoll.work.InMemoryArchive;
import dev.plimsoll.work.WorkOrderQueue;

/** A registry with one manager of each built-in type, for the golden files. A new type is added here and nowhere else. */
public final class BuiltIns implements AutoCloseable {
    private static final String NAME = "golden";

    /** Has them all, {@code Plimsoll} itself too, and a made-up type with every sort of figure. */
    public final Plimsoll plimsoll = Plimsoll.create(new ManualTicker());

    private final MemoryManager memory =
            MemoryManager.builder().name(NAME).ticker(new ManualTicker()).build();

    private final ResourceTracker tracker =
            ResourceTracker.builder(NAME).ticker(new ManualTicker()).build();

    private final SessionManager sessions =
            SessionManager.builder(NAME).ticker(new ManualTicker()).build();

    private final ExpiringCache<String, String> cache = ExpiringCache.<String, String>builder(NAME)
            .ticker(new ManualTicker())
            .maximumWeight(100, (key, value) -> 1)
            .build();

    private final MetricsCollector history =
            MetricsCollector.builder(NAME, plimsoll).ticker(new ManualTicker()).build();

    private final WorkOrderQueue<String> queue = WorkOrderQueue.builder(NAME, new InMemoryArchive<String>())
            .ticker(new ManualTicker())
            .build();

    private final ConnectionPool<String, String> pool = ConnectionPool.<String, String>builder(NAME, key -> key)
            .ticker(new ManualTicker())
            .build();

    public BuiltIns() {
        plimsoll.add(pool);
        plimsoll.add(memory);
        plimsoll.add(tracker);
        plimsoll.add(sessions);
        plimsoll.add(cache);
        plimsoll.add(history);
        plimsoll.add(queue);
        new TeaUrn(NAME).addTo(plimsoll);
    }

    @Override
    public void close() {
        plimsoll.close();
        pool.close();
        memory.close();
        tracker.close();
        sessions.close();
        cache.close();
        history.close();
        queue.close();
    }
}
