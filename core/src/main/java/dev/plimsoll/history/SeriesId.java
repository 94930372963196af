package dev.plimsoll.history;

import dev.plimsoll.ManagerId;

/**
 * Identifies one line of the history.
 *
 * @param manager the manager that the figure is of
 * @param figure camel-case name of the figure or setting
 * @param part of a labelled figure the value of the label; of a histogram {@code count}, {@code sum} or {@code p99}, all
 *     since the manager began; else empty
 */
public record SeriesId(ManagerId manager, String figure, String part) {
    /** Returns such as {@code ConnectionPool/orders.closed[IDLE]}: the title of the column in CSV. */
    @Override
    public String toString() {
        return manager + "." + figure + (part.isEmpty() ? "" : "[" + part + "]");
    }
}
