package dev.plimsoll.work;

import java.time.Instant;

/**
 * Something to be done. Immutable as far as its data is.
 *
 * @param id what it is known by; unique among the live orders of a queue
 * @param priority a higher number goes first
 * @param createdAt when it was made, a label for people: the queue measures age by its own clock, from the offer on
 * @param data what is to be done, anything
 * @param <T> type of the data
 */
public record WorkOrder<T>(String id, int priority, Instant createdAt, T data) {
    /**
     * Checks the id.
     *
     * @param id not empty
     * @param priority any number
     * @param createdAt any time
     * @param data anything
     * @throws IllegalArgumentException if the id is empty
     */
    public WorkOrder {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("a work order needs an id");
        }
    }

    /**
     * Makes an order of this moment.
     *
     * @param id what it is known by
     * @param priority a higher number goes first
     * @param data what is to be done
     * @param <T> type of the data
     * @return the order
     */
    public static <T> WorkOrder<T> of(String id, int priority, T data) {
        return new WorkOrder<>(id, priority, Instant.now(), data);
    }
}
