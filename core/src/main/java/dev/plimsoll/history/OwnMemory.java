package dev.plimsoll.history;

import dev.plimsoll.ManagerId;
import dev.plimsoll.Reading;
import dev.plimsoll.Ticker;
import dev.plimsoll.memory.MemoryManager;
import dev.plimsoll.memory.MemoryStats;
import dev.plimsoll.stats.StatsSchema;
import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** Watches memory where nobody else does, since a history without it explains nothing. For one thread at a time. */
final class OwnMemory implements AutoCloseable {
    private static final StatsSchema SCHEMA = StatsSchema.of(MemoryStats.class, MethodHandles.publicLookup());

    private final Ticker ticker;
    private @Nullable MemoryManager memory;

    OwnMemory(Ticker ticker) {
        this.ticker = ticker;
    }

    Reading read() {
        MemoryManager watching = memory;
        if (watching == null) {
            watching = MemoryManager.builder().ticker(ticker).build();
            memory = watching;
        }
        return new Reading(
                SCHEMA.figures(),
                Collections.unmodifiableList(Arrays.asList(SCHEMA.read(watching.stats()))),
                ticker.nanos());
    }

    ManagerId id() {
        return new ManagerId("Memory", "jvm");
    }

    /** Stops watching until it is read again. */
    @Override
    public void close() {
        MemoryManager watching = memory;
        if (watching != null) {
            watching.close();
            memory = null;
        }
    }
}
