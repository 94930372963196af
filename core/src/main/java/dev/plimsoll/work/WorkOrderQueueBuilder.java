package dev.plimsoll.work;

import dev.plimsoll.Ticker;
import java.time.Duration;

/**
 * Makes a {@link WorkOrderQueue}. For one thread.
 *
 * @param <T> type of the orders' data
 */
public final class WorkOrderQueueBuilder<T> {
    final String name;
    final WorkOrderArchive<T> archive;
    Ticker ticker = Ticker.system();
    int capacity = 1000;
    Duration agingBound = Duration.ofMinutes(1);
    Duration lease = Duration.ofMinutes(5);
    int maximumAttempts = 3;
    int maximumDeadLetters = 100;
    int archiveBatch = 250;
    Duration archiveWait = Duration.ofMillis(50);
    Duration closeTimeout = Duration.ofSeconds(2);

    WorkOrderQueueBuilder(String name, WorkOrderArchive<T> archive) {
        this.name = name;
        this.archive = archive;
    }

    /**
     * Injects the passing of time. Waiting for an order or for the archive goes by the system's clock nevertheless.
     *
     * @param value the clock; the system's by default
     * @return this
     */
    public WorkOrderQueueBuilder<T> ticker(Ticker value) {
        ticker = value;
        return this;
    }

    /**
     * Bounds the live orders: all that are not yet in the archive.
     *
     * @param value 1 to 100 million; 1,000 by default
     * @return this
     */
    public WorkOrderQueueBuilder<T> capacity(int value) {
        capacity = value;
        return this;
    }

    /**
     * Sets the age from which an order goes before those of a higher priority.
     *
     * @param value 0 to 365 days; 1 minute by default; 0 makes the queue go by age alone
     * @return this
     */
    public WorkOrderQueueBuilder<T> agingBound(Duration value) {
        agingBound = value;
        return this;
    }

    /**
     * Sets how long an order that was taken is held until it comes back, at the tick after.
     *
     * @param value 1 ms to 365 days; 5 minutes by default
     * @return this
     */
    public WorkOrderQueueBuilder<T> lease(Duration value) {
        lease = value;
        return this;
    }

    /**
     * Bounds how often an order is taken until it is a dead letter, whether its attempts fail or outlast the lease.
     *
     * @param value at least 1; 3 by default
     * @return this
     */
    public WorkOrderQueueBuilder<T> maximumAttempts(int value) {
        maximumAttempts = value;
        return this;
    }

    /**
     * Bounds the dead letters that are kept for a requeue. They count against the capacity; the oldest beyond go to the
     * archive as failed.
     *
     * @param value at least 0; 100 by default
     * @return this
     */
    public WorkOrderQueueBuilder<T> maximumDeadLetters(int value) {
        maximumDeadLetters = value;
        return this;
    }

    /**
     * Bounds how many finished orders the archive is given at once. They are given as soon as there are so many, or a
     * quarter of the capacity if that is less; fewer at the next tick, or when room is needed.
     *
     * @param value 1 to 100,000; 250 by default
     * @return this
     */
    public WorkOrderQueueBuilder<T> archiveBatch(int value) {
        archiveBatch = value;
        return this;
    }

    /**
     * Bounds how long an offer without room waits for the archive, and a cleanup too.
     *
     * @param value 0 to 1 minute; 50 ms by default
     * @return this
     */
    public WorkOrderQueueBuilder<T> archiveWait(Duration value) {
        archiveWait = value;
        return this;
    }

    /**
     * Bounds how long {@link WorkOrderQueue#close()} waits for the archive.
     *
     * @param value 0 to 1 hour; 2 s by default
     * @return this
     */
    public WorkOrderQueueBuilder<T> closeTimeout(Duration value) {
        closeTimeout = value;
        return this;
    }

    /**
     * Makes the queue, which lives until it is closed.
     *
     * @return a queue
     * @throws IllegalArgumentException if a value is out of bounds; the message names it
     */
    public WorkOrderQueue<T> build() {
        if (closeTimeout.isNegative() || closeTimeout.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException(
                    "WorkOrderQueue/" + name + ": closeTimeout = " + closeTimeout + " is not between 0 and 1 hour");
        }
        WorkOrderQueue<T> queue = new WorkOrderQueue<>(this);
        queue.start();
        return queue;
    }
}
