package dev.plimsoll.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A part of the past: the times of some samples, and for each series a value at each of them. Immutable; a copy that the
 * collector does not change any more.
 */
public final class History {
    private final long[] millis;
    private final List<HistorySeries> series;

    History(long[] millis, List<HistorySeries> series) {
        this.millis = millis;
        this.series = List.copyOf(series);
    }

    /**
     * Returns when the samples were taken, by the wall clock of that moment.
     *
     * @return the times, oldest first; further apart where older samples were thinned or none were taken
     */
    public List<Instant> times() {
        return Arrays.stream(millis).mapToObj(Instant::ofEpochMilli).toList();
    }

    /**
     * Returns the lines that have a value at one of the times.
     *
     * @return the series in the order in which they were first seen
     */
    public List<HistorySeries> series() {
        return series;
    }

    /**
     * Finds a line.
     *
     * @param id what it is of
     * @return the series, empty if it has no value at any of the times
     */
    public Optional<HistorySeries> find(SeriesId id) {
        return series.stream().filter(candidate -> candidate.id().equals(id)).findFirst();
    }

    /**
     * Writes comma-separated values as in RFC 4180: a column {@code time} in ISO 8601, then one for each series; an absent
     * value is empty.
     *
     * @param out is written to
     * @throws IOException whatever it throws
     */
    public void writeCsv(Appendable out) throws IOException {
        HistoryCsv.write(millis, series, out);
    }

    /**
     * Writes JSON: {@code times} in milliseconds since 1970, and {@code series} with {@code type}, {@code name}, {@code
     * figure}, {@code part}, {@code kind}, {@code unit}, {@code states} (of a state) and {@code values}; an absent value is
     * null. Safe to be put into an HTML page.
     *
     * @param out is written to
     * @throws IOException whatever it throws
     */
    public void writeJson(Appendable out) throws IOException {
        HistoryJson.write(millis, series, out);
    }

    /**
     * Returns what {@link #writeCsv} writes.
     *
     * @return the text
     */
    public String toCsv() {
        StringBuilder text = new StringBuilder();
        try {
            writeCsv(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /**
     * Returns what {@link #writeJson} writes.
     *
     * @return the text
     */
    public String toJson() {
        StringBuilder text = new StringBuilder();
        try {
            writeJson(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
