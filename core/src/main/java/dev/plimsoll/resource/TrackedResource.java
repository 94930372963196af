package dev.plimsoll.resource;

/**
 * A resource that is tracked: the handle that its user keeps. Thread-safe; all methods are harmless after the release.
 *
 * <p>What a thread did before {@link #release()} happens before the resource is closed, on whatever thread that is.
 */
public sealed interface TrackedResource extends AutoCloseable permits Entry, Handle {
    /**
     * Returns what identifies the resource among those that are tracked.
     *
     * @return the id
     */
    String id();

    /**
     * Says that the resource is in use, so that it does not count as idle. Takes no lock.
     *
     * @return false if it is not tracked any more; one that is evicted at this very moment may still return true
     */
    boolean touch();

    /**
     * Says that the resource has another size now, and that it is in use.
     *
     * @param sizeBytes its size in bytes, 0 if unknown
     * @return false if it is not tracked any more
     * @throws IllegalArgumentException if the size is negative
     */
    boolean resize(long sizeBytes);

    /**
     * Ends the tracking and closes the resource, on the calling thread, if it was tracked with something to close.
     *
     * @return false if it was released or evicted before; nothing is closed twice
     * @throws ResourceCloseException if closing threw a checked exception. Unchecked ones and errors come as they are. The
     *     resource is released in any case and the failure counted.
     */
    boolean release();

    /**
     * Tells whether it is tracked.
     *
     * @return false once it was released or evicted
     */
    boolean isLive();

    /**
     * Returns what is known of it.
     *
     * @return its usage at this moment, or when it was released
     */
    ResourceUsage usage();

    /** Does what {@link #release()} does. */
    @Override
    default void close() {
        release();
    }
}
