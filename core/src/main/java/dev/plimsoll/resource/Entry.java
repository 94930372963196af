package dev.plimsoll.resource;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tracked resource, in one object that is also a member of a hash chain and of the idle order: 80 bytes with compressed
 * references. What is not final is guarded by the lock of its stripe; the time of the last use and the end are read without it
 * too, where a stale answer is as good as one that was true a moment ago.
 */
sealed class Entry extends Link implements TrackedResource permits TracedEntry {
    private static final VarHandle LAST_USED = field("lastUsedNanos", long.class);
    private static final VarHandle ENDED = field("ended", boolean.class);

    final ResourceType type;
    final String id;
    final Map<String, String> metadata;
    final @Nullable AutoCloseable closer;

    /** Kept, because looking into the strings of other entries costs more than all else. */
    final int hash;

    final long allocatedNanos;

    @Nullable
    Entry chain;

    /** Watches the owner or handle; null if only the id is known. Set before the entry is shared. */
    @Nullable
    Watch watch;

    long sizeBytes;

    /** Whether it was found old, is a suspect, and was reported as a leak. */
    boolean old;

    boolean suspect;
    boolean leaked;

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
        this.hash = spread(id);
        this.allocatedNanos = nowNanos;
        this.lastUsedNanos = nowNanos;
    }

    /** Leaves ids that are numbered next to each other, which are used together; that saves half of the cache misses. */
    static int spread(String id) {
        int hash = id.hashCode();
        return hash ^ hash >>> 16;
    }

    /** Returns who allocated it, if it belongs to the sampled part. */
    @Nullable
    String allocationStack() {
        return null;
    }

    final long lastUsedNanos() {
        return (long) LAST_USED.getOpaque(this);
    }

    final void used(long nowNanos) {
        LAST_USED.setOpaque(this, nowNanos);
    }

    final void end() {
        ENDED.setOpaque(this, true);
    }

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final boolean touch() {
        used(type.tracker().nowNanos());
        return isLive();
    }

    @Override
    public final boolean resize(long newSizeBytes) {
        return type.tracker().resize(this, newSizeBytes);
    }

    @Override
    public final boolean release() {
        return type.tracker().release(this);
    }

    @Override
    public final boolean isLive() {
        return !(boolean) ENDED.getOpaque(this);
    }

    @Override
    public final ResourceUsage usage() {
        return type.tracker().usage(this);
    }

    @Override
    public final String toString() {
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
