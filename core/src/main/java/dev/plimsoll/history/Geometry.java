package dev.plimsoll.history;

import org.jspecify.annotations.Nullable;

/**
 * How the samples of every series are laid out: the recent ones in a ring that has all of them, older ones in a ring that has
 * every {@code step}-th. What is thinned out is dropped, not averaged: each value that is shown was measured at its time,
 * together with all others of that time.
 *
 * @param samples how many samples back the history reaches
 * @param recentRows rows of the ring with all of the last samples
 * @param thinnedRows rows of the ring with every step-th sample; 0 when the other ring reaches back all the way
 * @param step a power of two
 */
record Geometry(int samples, int recentRows, int thinnedRows, int step) {
    /** Two rings need one more row each than what is shown, since their ends do not meet. */
    private static final int FEWEST_ROWS = 16;

    private static final int LONGEST_STEP = 1 << 20;

    /**
     * Finds the layout with the most detail.
     *
     * @param samples how many samples back the history has to reach
     * @param rows how many rows there is memory for
     * @return null if these are too few to be of use
     */
    static @Nullable Geometry fit(int samples, long rows) {
        if (rows >= samples) {
            return new Geometry(samples, samples, 0, 1);
        }
        if (rows < FEWEST_ROWS) {
            return null;
        }
        for (int step = 2; step <= LONGEST_STEP; step *= 2) {
            int thinned = samples / step + 1;
            if (thinned <= rows / 2) {
                return new Geometry(samples, (int) rows - thinned, thinned, step);
            }
        }
        return null;
    }

    int rows() {
        return recentRows + thinnedRows;
    }

    int recentRow(long sample) {
        return (int) (sample % recentRows);
    }

    boolean isThinned(long sample) {
        return thinnedRows > 0 && sample % step == 0;
    }

    int thinnedRow(long sample) {
        return recentRows + (int) (sample / step % thinnedRows);
    }

    /** Tells whether a sample is in the ring of recent ones when another is the last. */
    boolean hasRecent(long sample, long last) {
        return sample > last - recentRows;
    }

    /** Tells whether a sample is in the ring of thinned ones when another is the last. */
    boolean hasThinned(long sample, long last) {
        return isThinned(sample) && sample / step > last / step - thinnedRows;
    }

    /** Returns the row of a sample, -1 if it has none any more. */
    int row(long sample, long last) {
        if (sample <= last - samples) {
            return -1;
        }
        if (hasRecent(sample, last)) {
            return recentRow(sample);
        }
        return hasThinned(sample, last) ? thinnedRow(sample) : -1;
    }
}
