package dev.plimsoll.resource;

import dev.plimsoll.ManagerId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Describes a resource that is about to be tracked. For one thread.
 *
 * <p>By default a resource is known by its id only: whether it leaked can only be suspected, by its age. With {@link
 * #ownedBy} or {@link #requireHandle} the tracker learns of the garbage collector when nobody can release it any more.
 * That works only if the tracker itself does not keep the owner or handle alive, as it does when the {@code
 * AutoCloseable} given to {@link #closedBy} refers to it, however indirectly. What can be seen is refused: an {@code
 * AutoCloseable} that is the owner or a handle, or has it in a field. Give the inner object, which knows nothing of its
 * owner.
 */
public final class ResourceRequest {
    private final ResourceTracker tracker;
    final String id;
    final String type;
    long sizeBytes;
    Map<String, String> metadata = Map.of();
    boolean handleRequired;

    @Nullable
    AutoCloseable closer;

    @Nullable
    Object owner;

    ResourceRequest(ResourceTracker tracker, String id, String type) {
        this.tracker = tracker;
        this.id = id;
        this.type = type;
    }

    /**
     * Gives the size.
     *
     * @param value size in bytes; 0, for unknown, by default
     * @return this
     */
    public ResourceRequest sizeBytes(long value) {
        sizeBytes = value;
        return this;
    }

    /**
     * Gives what to remember beside the resource.
     *
     * @param value copied; empty by default
     * @return this
     */
    public ResourceRequest metadata(Map<String, String> value) {
        metadata = value;
        return this;
    }

    /**
     * Says what closes the resource when it is released or evicted.
     *
     * @param value called at most once, never under a lock; must not refer to the owner or handle
     * @return this
     */
    public ResourceRequest closedBy(AutoCloseable value) {
        closer = value;
        return this;
    }

    /**
     * Ties the resource to an object whose collection without a release is a leak. The owner has to be reachable until
     * the release; one that becomes unreachable within the call that releases it is not reported, since a leak counts
     * only if nothing was released until the next tick.
     *
     * @param value held by a phantom reference only
     * @return this
     */
    public ResourceRequest ownedBy(Object value) {
        owner = value;
        return this;
    }

    /**
     * Makes the collection of the handle without a release a leak. For who keeps the handle until the release.
     *
     * @return this
     */
    public ResourceRequest requireHandle() {
        handleRequired = true;
        return this;
    }

    /**
     * Tracks the resource.
     *
     * @return its handle, to be released
     * @throws IllegalArgumentException if the id or the type is empty, the size negative, there are both an owner and a
     *     required handle, or what closes the resource keeps its owner or a handle alive
     * @throws IllegalStateException if the id is live, or the tracker closed; nothing is closed then
     */
    public TrackedResource track() {
        return tracker.add(this);
    }

    /** Refuses what cannot be tracked. */
    void check(ManagerId manager) {
        if (id.isEmpty() || type.isEmpty()) {
            throw new IllegalArgumentException(manager + ": a resource needs an id and a type");
        }
        requireSize(manager, sizeBytes);
        Object lifeline = owner;
        if (lifeline != null && handleRequired) {
            throw new IllegalArgumentException(
                    manager + ": '" + id + "' has an owner; its handle cannot be required as well");
        }
        AutoCloseable closing = closer;
        boolean watched = lifeline != null || handleRequired;
        if (watched
                && closing != null
                && SelfReference.found(
                        closing,
                        value -> value instanceof TrackedResource || (lifeline != null && value == lifeline))) {
            throw new IllegalArgumentException(manager + ": what closes '" + id
                    + "' refers to its owner or to a handle and would keep it alive, so that no leak could ever be seen;"
                    + " give the inner object that is to be closed");
        }
    }

    static void requireSize(ManagerId manager, long sizeBytes) {
        if (sizeBytes < 0) {
            throw new IllegalArgumentException(manager + ": a size of " + sizeBytes + " bytes is negative");
        }
    }
}
