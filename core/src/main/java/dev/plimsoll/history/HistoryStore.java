package dev.plimsoll.history;

import dev.plimsoll.ManagerId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/*
 * Design. All series share one layout of rows, a Geometry: row i of every series belongs to the same sample. A sample
 * overwrites the row of the sample that has just left the retention, so there is nothing to clean up. Memory is what the
 * arrays take, and it changes only when a series comes or goes or a limit is moved. When one comes and there is no room,
 * this is what goes, in this order: series of managers that are gone, longest gone first; detail of older samples; and
 * at last the new series itself.
 */
final class HistoryStore {
    private static final long BASE_BYTES = 4096;
    private static final int ROW_BYTES = 2 * Long.BYTES;
    private static final long ABSENT = Long.MIN_VALUE;

    private final Map<SeriesId, Series> byId = new LinkedHashMap<>();
    private long maxBytes;
    private Geometry geometry;
    private long[] millis;
    private long[] nanos;
    private long overheadBytes;
    private long last = -1;
    private int laidOutFor;
    private int dropped;

    HistoryStore(int samples, long maxBytes) {
        this.maxBytes = maxBytes;
        geometry = firstGeometry(samples);
        millis = absent(geometry.rows());
        nanos = absent(geometry.rows());
    }

    /** Adds a sample: the numbers of those managers that answered, of all that are registered. */
    void add(long nowMillis, long nowNanos, Set<ManagerId> registered, List<Flattened.Value> values) {
        long sample = last + 1;
        byId.values().forEach(series -> {
            if (registered.contains(series.id.manager())) {
                series.lastSeen = sample;
            }
        });
        forget(series -> series.lastSeen <= sample - geometry.samples());
        List<Flattened.Value> fresh = new ArrayList<>();
        for (Flattened.Value value : values) {
            if (!byId.containsKey(value.id())) {
                fresh.add(value);
            }
        }
        place(fresh, sample);
        last = sample;
        int recent = geometry.recentRow(sample);
        int thinned = geometry.isThinned(sample) ? geometry.thinnedRow(sample) : recent;
        for (int row : new int[] {recent, thinned}) {
            millis[row] = nowMillis;
            nanos[row] = nowNanos;
            byId.values().forEach(series -> series.set(row, Double.NaN));
        }
        for (Flattened.Value value : values) {
            Series series = byId.get(value.id());
            if (series != null) {
                series.set(recent, value.number());
                series.set(thinned, value.number());
            }
        }
    }

    /** Changes the limits. What no longer fits is thinned, then the youngest series go. */
    void configure(int samples, long newMaxBytes) {
        if (samples == geometry.samples() && newMaxBytes == maxBytes) {
            return;
        }
        maxBytes = newMaxBytes;
        List<Series> goers = new ArrayList<>(byId.values());
        Collections.reverse(goers);
        goers.sort(
                Comparator.comparingLong(series -> series.lastSeen)); // stable: of those that live the youngest first
        Iterator<Series> next = goers.iterator();
        Geometry fitting = Geometry.fit(samples, rowsFor(byId.size(), overheadBytes));
        while (fitting == null) {
            remove(next.next());
            fitting = Geometry.fit(samples, rowsFor(byId.size(), overheadBytes));
        }
        layOut(fitting);
        laidOutFor = byId.size();
    }

    /** Forgets the series of managers that are gone; returns how many bytes that frees in all. */
    List<Long> forgetDeparted() {
        List<Long> freed = new ArrayList<>();
        forget(series -> {
            boolean departed = series.lastSeen < last;
            if (departed) {
                freed.add(series.bytes());
            }
            return departed;
        });
        return freed;
    }

    List<SeriesId> ids() {
        return List.copyOf(byId.keySet());
    }

    /** Copies what lies within a time; series without a value in it are left out. */
    History query(long fromMillis, long toMillis, long oldestNanos, Predicate<SeriesId> which) {
        int[] rows = new int[geometry.rows()];
        int count = 0;
        for (long sample = Math.max(0, last - geometry.samples() + 1); sample <= last; sample++) {
            int row = geometry.row(sample, last);
            if (row >= 0
                    && millis[row] != ABSENT
                    && millis[row] >= fromMillis
                    && millis[row] <= toMillis
                    && nanos[row] - oldestNanos >= 0) {
                rows[count++] = row;
            }
        }
        int[] shown = Arrays.copyOf(rows, count);
        List<HistorySeries> series = new ArrayList<>();
        for (Series candidate : byId.values()) {
            if (which.test(candidate.id)) {
                double[] values =
                        Arrays.stream(shown).mapToDouble(candidate::value).toArray();
                if (Arrays.stream(values).anyMatch(value -> !Double.isNaN(value))) {
                    series.add(new HistorySeries(candidate.id, candidate.figure, values));
                }
            }
        }
        return new History(Arrays.stream(shown).mapToLong(row -> millis[row]).toArray(), series);
    }

    long bytes() {
        return bytes(geometry, byId.size(), overheadBytes);
    }

    int size() {
        return byId.size();
    }

    int step() {
        return geometry.step();
    }

    int rows() {
        return geometry.rows();
    }

    /** How many series found no room at the last sample. */
    int dropped() {
        return dropped;
    }

    private void place(List<Flattened.Value> fresh, long sample) {
        dropped = 0;
        if (fresh.isEmpty()) {
            if (geometry.step() > 1 && byId.size() <= laidOutFor / 2) {
                layOutFor(byId.size(), overheadBytes);
            }
            return;
        }
        long more = fresh.stream()
                .mapToLong(value -> Series.overheadBytes(value.id()))
                .sum();
        makeRoom(fresh.size(), more, sample);
        int taken = fresh.size();
        while (taken > 0
                && !fits(byId.size() + taken, overheadBytes + more)
                && !layOutFor(byId.size() + taken, overheadBytes + more)) {
            taken--;
            more -= Series.overheadBytes(fresh.get(taken).id());
        }
        for (Flattened.Value value : fresh.subList(0, taken)) {
            Series series = new Series(value.id(), value.figure(), geometry.rows());
            series.lastSeen = sample;
            byId.put(value.id(), series);
        }
        overheadBytes += more;
        dropped = fresh.size() - taken;
    }

    /** Forgets series of managers that are gone, longest gone first, until some more fit or none is left. */
    private void makeRoom(int moreSeries, long moreOverhead, long sample) {
        if (fits(byId.size() + moreSeries, overheadBytes + moreOverhead)) {
            return;
        }
        Iterator<Series> departed = byId.values().stream()
                .filter(series -> series.lastSeen < sample)
                .sorted(Comparator.comparingLong(series -> series.lastSeen))
                .toList()
                .iterator();
        while (departed.hasNext() && !fits(byId.size() + moreSeries, overheadBytes + moreOverhead)) {
            remove(departed.next());
        }
    }

    private void remove(Series series) {
        byId.remove(series.id);
        overheadBytes -= Series.overheadBytes(series.id);
    }

    private void forget(Predicate<Series> which) {
        byId.values().removeIf(series -> {
            boolean goes = which.test(series);
            if (goes) {
                overheadBytes -= Series.overheadBytes(series.id);
            }
            return goes;
        });
    }

    private boolean fits(int series, long overhead) {
        return bytes(geometry, series, overhead) <= maxBytes;
    }

    /** Lays out anew for some series, if possible with room for an eighth more, so that this does not happen often. */
    private boolean layOutFor(int series, long overhead) {
        Geometry next = Geometry.fit(geometry.samples(), rowsFor(series + series / 8, overhead + overhead / 8));
        if (next == null) {
            next = Geometry.fit(geometry.samples(), rowsFor(series, overhead));
        }
        if (next == null) {
            return false;
        }
        layOut(next);
        laidOutFor = series;
        return true;
    }

    private void layOut(Geometry next) {
        int[] oldRows = new int[next.rows()];
        Arrays.fill(oldRows, -1);
        for (long sample = Math.max(0, last - geometry.samples() + 1); sample <= last; sample++) {
            int old = geometry.row(sample, last);
            if (old >= 0 && next.hasRecent(sample, last)) {
                oldRows[next.recentRow(sample)] = old;
            }
            if (old >= 0 && next.hasThinned(sample, last)) {
                oldRows[next.thinnedRow(sample)] = old;
            }
        }
        byId.values().forEach(series -> series.relay(oldRows));
        millis = relaid(millis, oldRows);
        nanos = relaid(nanos, oldRows);
        geometry = next;
    }

    private long rowsFor(int series, long overhead) {
        return (maxBytes - BASE_BYTES - overhead) / ((long) Double.BYTES * series + ROW_BYTES);
    }

    private static long bytes(Geometry geometry, int series, long overhead) {
        return BASE_BYTES + overhead + geometry.rows() * ((long) Double.BYTES * series + ROW_BYTES);
    }

    private Geometry firstGeometry(int samples) {
        @Nullable Geometry first = Geometry.fit(samples, rowsFor(0, 0));
        if (first == null) {
            throw new IllegalArgumentException(maxBytes + " bytes are too few for any history");
        }
        return first;
    }

    private static long[] relaid(long[] times, int[] oldRows) {
        return Arrays.stream(oldRows)
                .mapToLong(row -> row < 0 ? ABSENT : times[row])
                .toArray();
    }

    private static long[] absent(int rows) {
        long[] times = new long[rows];
        Arrays.fill(times, ABSENT);
        return times;
    }
}
