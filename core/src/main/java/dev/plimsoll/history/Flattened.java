package dev.plimsoll.history;

import dev.plimsoll.ManagerId;
import dev.plimsoll.Reading;
import dev.plimsoll.stats.Figure;
import dev.plimsoll.stats.Histogram;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns a reading into plain numbers. */
final class Flattened {
    private Flattened() {}

    /**
     * One number of one sample.
     *
     * @param id the series that it belongs to
     * @param figure the figure that it was made from
     */
    record Value(SeriesId id, Figure figure, double number) {}

    /** Adds the numbers of a reading to a list; what is absent adds nothing. */
    static void add(ManagerId manager, Reading reading, List<Value> into) {
        for (int i = 0; i < reading.figures().size(); i++) {
            add(manager, reading.figures().get(i), reading.values().get(i), into);
        }
    }

    private static void add(ManagerId manager, Figure figure, @Nullable Object value, List<Value> into) {
        if (value instanceof Number number) {
            into.add(value(manager, figure, "", number.doubleValue()));
        } else if (value instanceof String state) {
            int index = figure.states().indexOf(state);
            if (index >= 0) {
                into.add(value(manager, figure, "", index));
            }
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((part, number) -> {
                if (part instanceof String label && number instanceof Number plain) {
                    into.add(value(manager, figure, label, plain.doubleValue()));
                }
            });
        } else if (value instanceof Histogram histogram) {
            into.add(value(manager, figure, "count", (double) histogram.count()));
            into.add(value(manager, figure, "sum", histogram.sum()));
            into.add(value(manager, figure, "p99", histogram.quantile(0.99)));
        }
    }

    private static Value value(ManagerId manager, Figure figure, String part, double number) {
        return new Value(new SeriesId(manager, figure.name(), part), figure, number);
    }
}
