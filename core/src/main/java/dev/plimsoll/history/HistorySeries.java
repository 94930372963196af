package dev.plimsoll.history;

import dev.plimsoll.stats.Figure;
import dev.plimsoll.stats.Kind;
import dev.plimsoll.stats.Unit;
import java.util.List;

/** One line of a {@link History}. Immutable. */
public final class HistorySeries {
    private final SeriesId id;
    private final Figure figure;
    private final double[] values;

    HistorySeries(SeriesId id, Figure figure, double[] values) {
        this.id = id;
        this.figure = figure;
        this.values = values;
    }

    /**
     * Returns what the line is of.
     *
     * @return the id
     */
    public SeriesId id() {
        return id;
    }

    /**
     * Returns what a value means over time.
     *
     * @return {@link Kind#COUNTER} for a total that only grows, {@link Kind#STATE} for an index into {@link #states()},
     *     else {@link Kind#GAUGE}
     */
    public Kind kind() {
        if (figure.kind() == Kind.HISTOGRAM) {
            return id.part().equals("p99") ? Kind.GAUGE : Kind.COUNTER;
        }
        return figure.kind();
    }

    /**
     * Returns the base unit of the values.
     *
     * @return the unit
     */
    public Unit unit() {
        return figure.kind() == Kind.HISTOGRAM && id.part().equals("count") ? Unit.NONE : figure.unit();
    }

    /**
     * Returns what the values of a state stand for.
     *
     * @return the states in their order; empty for any other kind
     */
    public List<String> states() {
        return figure.states();
    }

    /**
     * Returns a value.
     *
     * @param index of the time in {@link History#times()}
     * @return the value as it was read then; NaN when it was not known or the manager was not there
     */
    public double value(int index) {
        return values[index];
    }

    /**
     * Returns all values.
     *
     * @return a copy, one value for each time
     */
    public double[] values() {
        return values.clone();
    }
}
