package dev.plimsoll.work;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order on its way to the archive. When an archive is given it again, it is equal to the first time.
 *
 * @param order the order
 * @param outcome how it ended
 * @param finishedAt when, by the wall clock
 * @param attempts how often it was taken
 * @param lastFailure why the last failed attempt failed, null when none had
 * @param <T> type of the order's data
 */
public record FinishedOrder<T>(
        WorkOrder<T> order,
        Outcome outcome,
        Instant finishedAt,
        int attempts,
        @Nullable String lastFailure) {

    /** How an order ended. */
    public enum Outcome {
        /** Somebody completed it. */
        COMPLETED,

        /** It was tried as often as allowed. */
        FAILED
    }
}
