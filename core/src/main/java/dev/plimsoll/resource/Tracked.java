package dev.plimsoll.resource;

import java.lang.ref.Reference;
import java.util.Map;

/**
 * An object that is tracked together with its handle, for try-with-resources. Closing it releases and closes the object.
 * Whoever drops it without closing it has leaked the object, even if the object itself is still held: keep this, not
 * only what {@link #get()} returns. Thread-safe.
 *
 * @param <T> type of the object
 */
public final class Tracked<T> implements AutoCloseable {
    private final T value;
    private final TrackedResource handle;

    private Tracked(T value, TrackedResource handle) {
        this.value = value;
        this.handle = handle;
    }

    /**
     * Tracks anything that can be closed: a stream, a socket, a server-side WebSocket session.
     *
     * @param <T> type of the object
     * @param tracker who tracks it
     * @param id what identifies it among those that are tracked
     * @param type what it is, one of few
     * @param sizeBytes its size in bytes, 0 if unknown
     * @param metadata what to remember beside it; copied
     * @param value the object
     * @return the tracked object
     * @throws IllegalArgumentException if the id or the type is empty or the size negative
     * @throws IllegalStateException if the id is live, or the tracker closed; the object is not closed then
     */
    public static <T extends AutoCloseable> Tracked<T> of(
            ResourceTracker tracker, String id, String type, long sizeBytes, Map<String, String> metadata, T value) {
        return of(tracker.resource(id, type).sizeBytes(sizeBytes).metadata(metadata), value, value);
    }

    static <T> Tracked<T> of(ResourceRequest request, T value, AutoCloseable closer) {
        return new Tracked<>(value, request.closedBy(closer).requireHandle().track());
    }

    /** Tracks what a helper has just made for a caller, who could not close it if it was not tracked. */
    static <T> Tracked<T> ofOwn(ResourceRequest request, T value, AutoCloseable closer) throws Exception {
        try {
            return of(request, value, closer);
        } catch (RuntimeException e) {
            closer.close();
            throw e;
        }
    }

    /**
     * Returns the object.
     *
     * @return the object, whether or not it is closed
     */
    public T get() {
        return value;
    }

    /**
     * Returns the handle, to touch or resize it.
     *
     * @return the handle
     */
    public TrackedResource handle() {
        return handle;
    }

    /**
     * Releases and closes the object; closing twice is harmless.
     *
     * @throws ResourceCloseException if closing it threw a checked exception
     */
    @Override
    public void close() {
        try {
            handle.release();
        } finally {
            Reference.reachabilityFence(this);
        }
    }
}
