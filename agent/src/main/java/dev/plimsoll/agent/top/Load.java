package dev.plimsoll.agent.top;

import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * One bounded resource with its load line.
 *
 * @param kind what it is, such as {@code memory} or {@code pool}
 * @param name which one, and what is counted
 * @param unit of {@code used} and {@code limit}
 * @param used how much is in use; null when nobody knows yet
 * @param limit how much there may be; null when there is no limit
 * @param highMark the share of the limit, 0 to 1, at which the load line is drawn
 * @param history utilization (0 to 1) once a second, the newest last; NaN where it was not known
 * @param figures details, in the order in which they are shown
 */
public record Load(
        String kind,
        String name,
        Unit unit,
        @Nullable Double used,
        @Nullable Double limit,
        double highMark,
        List<Double> history,
        List<Figure> figures) {

    /**
     * Copies the lists.
     *
     * @param kind what it is
     * @param name which one
     * @param unit of {@code used} and {@code limit}
     * @param used how much is in use, or null
     * @param limit how much there may be, or null
     * @param highMark where the load line is, 0 to 1
     * @param history utilization once a second
     * @param figures details
     * @throws IllegalArgumentException if the mark is not from 0 to 1
     */
    public Load {
        if (!(highMark >= 0 && highMark <= 1)) {
            throw new IllegalArgumentException("a high mark is from 0 to 1, not " + highMark);
        }
        history = List.copyOf(history);
        figures = List.copyOf(figures);
    }

    /**
     * Returns how much of the limit is in use.
     *
     * @return 0 for nothing, 1 for all of it, more where a limit was lowered below the use; empty if the use or the
     *     limit is not known
     */
    public OptionalDouble utilization() {
        return used == null || limit == null || !(limit > 0) ? OptionalDouble.empty() : OptionalDouble.of(used / limit);
    }

    /** The amounts in words, such as {@code 4 of 10}. */
    String amounts() {
        if (used == null) {
            return "not known yet" + (limit == null ? "" : ", at most " + unit.format(limit));
        }
        return unit.format(used) + (limit == null ? "" : " of " + unit.format(limit));
    }

    /** The utilization in words, or nothing. */
    String percent() {
        OptionalDouble utilization = utilization();
        return utilization.isPresent() ? percent(utilization.getAsDouble()) : "";
    }

    static String percent(double share) {
        return Math.round(share * 100) + " %";
    }
}
