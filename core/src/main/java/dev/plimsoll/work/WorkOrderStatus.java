package dev.plimsoll.work;

import org.jspecify.annotations.Nullable;

/**
 * What a queue knows of a live order at one moment.
 *
 * @param order the order
 * @param state where it is
 * @param attempts how often it was taken since it was offered or requeued
 * @param lastFailure why the last attempt failed, null when none has
 * @param <T> type of the order's data
 */
public record WorkOrderStatus<T>(
        WorkOrder<T> order,
        WorkOrderState state,
        int attempts,
        @Nullable String lastFailure) {}
