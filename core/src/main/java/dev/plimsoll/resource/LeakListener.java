package dev.plimsoll.resource;

/**
 * Is told of leaks and suspects. All listeners of a tracker share one thread of it and a queue of 1,024 reports; what comes
 * while the queue is full is not told but counted, as is a listener that throws or hangs.
 */
public interface LeakListener {
    /**
     * The owner or the handle of a resource was garbage-collected without a release.
     *
     * @param report what and why
     */
    void leaked(LeakReport report);

    /**
     * A resource has been live for longer than one should, or hides its own leak.
     *
     * @param report what and why
     */
    default void suspected(LeakReport report) {}

    /**
     * A suspect was released after all.
     *
     * @param report what was suspected
     */
    default void withdrawn(LeakReport report) {}
}
