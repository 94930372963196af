package dev.plimsoll.resource;

import dev.plimsoll.Ticker;
import java.time.Duration;

/** Makes a {@link ResourceTracker}. For one thread. */
public final class ResourceTrackerBuilder {
    final String name;
    Ticker ticker = Ticker.system();
    Duration idleTimeout = Duration.ofMinutes(5);
    Duration closeTimeout = Duration.ofSeconds(2);
    long targetResources;
    long targetBytes;
    int maximumTypes = 20;
    Duration suspectAge = Duration.ofHours(1);
    double stackSampleRatio = 0.01;
    boolean closeLeaked;

    ResourceTrackerBuilder(String name) {
        this.name = name;
    }

    /**
     * Injects the passing of time.
     *
     * @param value the clock; the system's by default
     * @return this
     */
    public ResourceTrackerBuilder ticker(Ticker value) {
        ticker = value;
        return this;
    }

    /**
     * Sets how long a resource may go unused until a cleanup closes it.
     *
     * @param value 1 s to 365 days; 5 minutes by default
     * @return this
     */
    public ResourceTrackerBuilder idleTimeout(Duration value) {
        idleTimeout = value;
        return this;
    }

    /**
     * Lets cleanups leave some resources although they are idle: one ends as soon as no more than these are tracked and
     * {@link #targetBytes} is met as well.
     *
     * @param value 0 or more; 0 by default: all that are idle go
     * @return this
     */
    public ResourceTrackerBuilder targetResources(long value) {
        targetResources = value;
        return this;
    }

    /**
     * Lets cleanups leave some bytes although resources are idle: one ends as soon as those that are tracked have no more
     * bytes and {@link #targetResources} is met as well.
     *
     * @param value 0 or more; 0 by default: all that are idle go
     * @return this
     */
    public ResourceTrackerBuilder targetBytes(long value) {
        targetBytes = value;
        return this;
    }

    /**
     * Bounds how many types of resources have figures of their own; the rest counts as {@code other}.
     *
     * @param value 1 to 200; 20 by default, since each is a time series of every figure by type
     * @return this
     */
    public ResourceTrackerBuilder maximumTypes(int value) {
        maximumTypes = value;
        return this;
    }

    /**
     * Bounds how long {@link ResourceTracker#close()} waits for what it closes.
     *
     * @param value 0 to 1 hour; 2 s by default
     * @return this
     */
    public ResourceTrackerBuilder closeTimeout(Duration value) {
        closeTimeout = value;
        return this;
    }

    /**
     * Sets the age at which a resource that is known by its id only becomes a suspect. It is found at the latest about a
     * minute later.
     *
     * @param value 1 s to 365 days; 1 hour by default
     * @return this
     */
    public ResourceTrackerBuilder suspectAge(Duration value) {
        suspectAge = value;
        return this;
    }

    /**
     * Sets for which part of the resources the allocation stack is kept, to be shown when they leak. A stack costs a
     * microsecond or more, and a kilobyte while the resource lives.
     *
     * @param value 0 to 1; 0.01 by default, so that a leak in a loop shows its stack soon
     * @return this
     */
    public ResourceTrackerBuilder stackSampleRatio(double value) {
        stackSampleRatio = value;
        return this;
    }

    /**
     * Sets whether a leaked resource is closed at once. Otherwise it is closed like any other when it has been idle for
     * too long.
     *
     * @param value false by default, since a report then still finds the resource as it was left
     * @return this
     */
    public ResourceTrackerBuilder closeLeaked(boolean value) {
        closeLeaked = value;
        return this;
    }

    /**
     * Makes the tracker, which lives until it is closed.
     *
     * @return a tracker
     * @throws IllegalArgumentException if a value is out of bounds; the message names it
     */
    public ResourceTracker build() {
        require(maximumTypes >= 1 && maximumTypes <= 200, "maximumTypes = " + maximumTypes + " is not in 1..200");
        require(
                !closeTimeout.isNegative() && closeTimeout.compareTo(Duration.ofHours(1)) <= 0,
                "closeTimeout = " + closeTimeout + " is not between 0 and 1 hour");
        ResourceTracker tracker = new ResourceTracker(this);
        tracker.start();
        return tracker;
    }

    private void require(boolean valid, String otherwise) {
        if (!valid) {
            throw new IllegalArgumentException("ResourceTracker/" + name + ": " + otherwise);
        }
    }
}
