package dev.plimsoll.resource;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An entry of the sampled part: it remembers who allocated it. */
final class TracedEntry extends Entry {
    private final Allocation allocation = new Allocation();

    TracedEntry(
            ResourceType type,
            String id,
            long sizeBytes,
            Map<String, String> metadata,
            @Nullable AutoCloseable closer,
            long nowNanos) {
        super(type, id, sizeBytes, metadata, closer, nowNanos);
    }

    @Override
    String allocationStack() {
        return allocation.describe();
    }
}
