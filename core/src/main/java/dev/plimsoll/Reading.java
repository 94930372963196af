package dev.plimsoll;

import dev.plimsoll.stats.Figure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of all figures of one manager at one moment. Immutable.
 *
 * @param figures the figures that the manager has: its own, then those of its cleanups, then its settings
 * @param values their values in the same order: {@link Long}, {@link Double}, {@link String} for a state, {@link
 *     dev.plimsoll.stats.Histogram}, {@code Map<String, Long>} or {@code Map<String, Double>} for a labelled figure; null
 *     when not known at that moment
 * @param takenAtNanos when, by the registry's ticker
 */
public record Reading(List<Figure> figures, List<@Nullable Object> values, long takenAtNanos) {
    /**
     * Finds the value of a figure.
     *
     * @param figureName camel-case name of the figure
     * @return its value, null when it is not known at that moment or there is no such figure
     */
    public @Nullable Object value(String figureName) {
        for (int i = 0; i < figures.size(); i++) {
            if (figures.get(i).name().equals(figureName)) {
                return values.get(i);
            }
        }
        return null;
    }
}
