package dev.plimsoll;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one cleanup did.
 *
 * @param id number of the cleanup, unique within the JVM; events of what it removed carry it too
 * @param manager the manager that was cleaned
 * @param cause why it ran
 * @param items how many were removed
 * @param bytes bytes freed, null where the manager does not know sizes
 * @param failures how many times removing one threw; what failed is gone from the manager nevertheless
 * @param duration how long it took
 * @param message one sentence for people
 */
public record CleanupResult(
        long id,
        ManagerId manager,
        CleanupCause cause,
        long items,
        @Nullable Long bytes,
        long failures,
        Duration duration,
        String message) {}
