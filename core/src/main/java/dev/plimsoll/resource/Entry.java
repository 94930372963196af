package dev.plimsoll.resource;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tracked resource, in one object that is also a member of a hash chain and of the idle order: 72 bytes with compressed
 * references. What is not final is guarded by the lock of its stripe; the time of the last use and the end are read without it
 * too, where a stale answer is as good as one that was true a moment ago.
 */
final class Entry extends Link implements TrackedResource {
    private static final VarHandle LAST_USED = field("lastUsedNanos", long.class);
    private static final VarHandle ENDED = field("ended", boolean.class);

    final ResourceType type;
    final String id;
    final Map<String, String> metadata;
    final @Nullable AutoCloseable closer;
    final long allocatedNanos;

    @Nullable
    Entry chain;

    long sizeBytes;

    @SuppressWarnings("UnusedVariable") // read through LAST_USED
    private long lastUsedNanos;

    @SuppressWarnings("UnusedVariable") // read through ENDED
    private boolean ended;

    Entry(
            ResourceType type,
            String id,
            long sizeBytes,
            Map<String, String> metadata,
            @Nullable AutoCloseable closer,
            long nowNanos) {
        this.type = type;
        this.id = id;
        this.sizeBytes = sizeBytes;
        this.metadata = metadata;
        this.closer = closer;
        this.allocatedNanos = nowNanos;
        this.lastUsedNanos = nowNanos;
    }

    long lastUsedNanos() {
        return (long) LAST_USED.getOpaque(this);
    }

    void used(long nowNanos) {
        LAST_USED.setOpaque(this, nowNanos);
    }

    void end() {
        ENDED.setOpaque(this, true);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public boolean touch() {
        used(type.tracker().nowNanos());
        return isLive();
    }

    @Override
    public boolean resize(long newSizeBytes) {
        return type.tracker().resize(this, newSizeBytes);
    }

    @Override
    public boolean release() {
        return type.tracker().release(this);
    }

    @Override
    public boolean isLive() {
        return !(boolean) ENDED.getOpaque(this);
    }

    @Override
    public ResourceUsage usage() {
        return type.tracker().usage(this);
    }

    @Override
    public String toString() {
        return type.name() + " '" + id + "'" + (isLive() ? "" : ", released");
    }

    private static VarHandle field(String name, Class<?> type) {
        try {
            return MethodHandles.lookup().findVarHandle(Entry.class, name, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
