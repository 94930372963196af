package dev.plimsoll.stats;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Records values into a {@link Histogram}. Thread-safe and lock-free; bounded memory (about 3 kB for each of up to four
 * stripes and for each lane).
 *
 * <p>A snapshot taken while others record may miss values that are being recorded, never one that was recorded before.
 */
public final class HistogramRecorder {
    private static final int STRIPES =
            Math.min(4, Integer.highestOneBit(Runtime.getRuntime().availableProcessors()));

    private final Buckets buckets;
    private final Stripe[] stripes = new Stripe[STRIPES];
    private final List<Lane> lanes = new CopyOnWriteArrayList<>();
    private final AtomicLong max = new AtomicLong();

    /**
     * Makes a recorder without values.
     *
     * @param unit base unit of the values: values of {@link Unit#SECONDS} are recorded as nanoseconds, others as they are
     */
    public HistogramRecorder(Unit unit) {
        buckets = Buckets.of(unit);
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Stripe(buckets.size());
        }
    }

    /**
     * Records one value.
     *
     * @param value nanoseconds for seconds, else a whole number of the unit; a negative value counts as 0
     */
    public void record(long value) {
        long recorded = Math.max(value, 0);
        Stripe stripe = stripes[(int) Thread.currentThread().getId() & (STRIPES - 1)];
        stripe.counts.incrementAndGet(buckets.indexOf(recorded));
        stripe.sum.addAndGet(recorded);
        if (recorded > max.get()) {
            max.accumulateAndGet(recorded, Math::max);
        }
    }

    /**
     * Makes a part of this recorder for values that only one thread at a time records. It lives as long as the recorder;
     * reuse it.
     *
     * @return a new lane
     */
    public Lane lane() {
        Lane lane = new Lane(buckets);
        lanes.add(lane);
        return lane;
    }

    /**
     * Returns what was recorded so far.
     *
     * @return the distribution
     */
    public Histogram snapshot() {
        return snapshot(0);
    }

    /**
     * Returns what was recorded so far and a number of zeros that were counted elsewhere, because counting is cheaper than
     * recording.
     *
     * @param zeros how many times the value was 0
     * @return the distribution
     */
    public Histogram snapshot(long zeros) {
        long[] counts = new long[buckets.size()];
        long sum = 0;
        long largest = max.get();
        counts[0] = zeros;
        for (Stripe stripe : stripes) {
            sum += stripe.addTo(counts);
        }
        for (Lane lane : lanes) {
            sum += lane.addTo(counts);
            largest = Math.max(largest, lane.max());
        }
        return new Histogram(buckets, counts, sum, largest);
    }

    private static final class Stripe {
        final AtomicLongArray counts;
        final AtomicLong sum = new AtomicLong();

        Stripe(int buckets) {
            counts = new AtomicLongArray(buckets);
        }

        long addTo(long[] total) {
            for (int i = 0; i < total.length; i++) {
                total[i] += counts.getOpaque(i);
            }
            return sum.getOpaque();
        }
    }

    /**
     * Records without atomic operations, which is several times as fast. Its callers see to it that one thread at a time
     * records, each after the one before it (happens-before); snapshots may be taken at any time.
     */
    public static final class Lane {
        /** Keeps what is written off the cache lines of the neighbours in memory, wherever the collector moves it. */
        private static final int PADDING = 16;

        private final Buckets buckets;
        private final AtomicLongArray cells;
        private final int sum;
        private final int max;
        private final int lastValue;
        private final int lastBucket;

        private Lane(Buckets buckets) {
            this.buckets = buckets;
            sum = PADDING + buckets.size();
            max = sum + 1;
            lastValue = sum + 2;
            lastBucket = sum + 3;
            cells = new AtomicLongArray(lastBucket + 1 + PADDING);
        }

        /**
         * Records one value.
         *
         * @param value nanoseconds for seconds, else a whole number of the unit; a negative value counts as 0
         */
        public void record(long value) {
            long recorded = Math.max(value, 0);
            cells.setPlain(lastValue, recorded);
            cells.setPlain(lastBucket, buckets.indexOf(recorded));
            if (recorded > cells.getPlain(max)) {
                cells.setOpaque(max, recorded);
            }
            repeat();
        }

        /** Records the last value once more; 0 when there is none. */
        public void repeat() {
            add(PADDING + (int) cells.getPlain(lastBucket), 1);
            add(sum, cells.getPlain(lastValue));
        }

        private void add(int cell, long number) {
            cells.setOpaque(cell, cells.getPlain(cell) + number);
        }

        private long addTo(long[] total) {
            for (int i = 0; i < total.length; i++) {
                total[i] += cells.getOpaque(PADDING + i);
            }
            return cells.getOpaque(sum);
        }

        private long max() {
            return cells.getOpaque(max);
        }
    }
}
