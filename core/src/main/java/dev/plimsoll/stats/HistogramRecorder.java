package dev.plimsoll.stats;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Records values into a {@link Histogram}. Thread-safe and lock-free; bounded memory (about 3 kB for each of up to four
 * stripes).
 *
 * <p>A snapshot taken while others record may miss values that are being recorded, never one that was recorded before.
 */
public final class HistogramRecorder {
    private static final int STRIPES =
            Math.min(4, Integer.highestOneBit(Runtime.getRuntime().availableProcessors()));

    private final Buckets buckets;
    private final Stripe[] stripes = new Stripe[STRIPES];
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
     * Returns what was recorded so far.
     *
     * @return the distribution
     */
    public Histogram snapshot() {
        long[] counts = new long[buckets.size()];
        long sum = 0;
        for (Stripe stripe : stripes) {
            for (int i = 0; i < counts.length; i++) {
                counts[i] += stripe.counts.get(i);
            }
            sum += stripe.sum.get();
        }
        return new Histogram(buckets, counts, sum, max.get());
    }

    private static final class Stripe {
        final AtomicLongArray counts;
        final AtomicLong sum = new AtomicLong();

        Stripe(int buckets) {
            counts = new AtomicLongArray(buckets);
        }
    }
}
