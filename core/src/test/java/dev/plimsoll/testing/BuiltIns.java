package dev.plimsoll.testing;

import dev.plimsoll.Manager;
import dev.plimsoll.ManagerId;
import dev.plimsoll.ManualTicker;
import dev.plimsoll.Plimsoll;
import dev.plimsoll.memory.MemoryManager;
import dev.plimsoll.pool.PoolStats;
import dev.plimsoll.resource.ResourceTracker;
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

    private final WorkOrderQueue<String> queue = WorkOrderQueue.builder(NAME, new InMemoryArchive<String>())
            .ticker(new ManualTicker())
            .build();

    public BuiltIns() {
        plimsoll.add(new Shape(
                "ConnectionPool",
                new PoolStats(
                        null, null, null, null, null, null, null, null, null, null, null, null, null, null, null)));
        plimsoll.add(memory);
        plimsoll.add(tracker);
        plimsoll.add(queue);
        new TeaUrn(NAME).addTo(plimsoll);
    }

    @Override
    public void close() {
        plimsoll.close();
        memory.close();
        tracker.close();
        queue.close();
    }

    /** A type whose figures are declared while its manager is an adopted one: only its shape. */
    private record Shape(String type, Record stats) implements Manager {
        @Override
        public ManagerId id() {
            return new ManagerId(type, NAME);
        }
    }
}
