package dev.plimsoll.history;

import dev.plimsoll.stats.Figure;
import java.util.Arrays;

/** One line of the history. Guarded by the store's lock. */
final class Series {
    /** The object, its id, its figure, its array's header and its place in the map; measured 295 on a 64-bit JVM. */
    private static final int OVERHEAD_BYTES = 320;

    final SeriesId id;
    final Figure figure;

    /** The sample in which its manager was registered last. */
    long lastSeen;

    private double[] values;

    Series(SeriesId id, Figure figure, int rows) {
        this.id = id;
        this.figure = figure;
        values = absent(rows);
    }

    static long overheadBytes(SeriesId id) {
        return OVERHEAD_BYTES
                + 2L
                        * (id.manager().type().length()
                                + id.manager().name().length()
                                + id.part().length());
    }

    long bytes() {
        return overheadBytes(id) + (long) Double.BYTES * values.length;
    }

    double value(int row) {
        return values[row];
    }

    void set(int row, double value) {
        values[row] = value;
    }

    /** Takes over another layout: each new row has the old row given, or is absent when that is -1. */
    void relay(int[] oldRows) {
        double[] relaid = absent(oldRows.length);
        for (int row = 0; row < oldRows.length; row++) {
            if (oldRows[row] >= 0) {
                relaid[row] = values[oldRows[row]];
            }
        }
        values = relaid;
    }

    private static double[] absent(int rows) {
        double[] values = new double[rows];
        Arrays.fill(values, Double.NaN);
        return values;
    }
}
