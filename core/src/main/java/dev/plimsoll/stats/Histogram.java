package dev.plimsoll.stats;

import java.util.Arrays;

/**
 * A distribution at one moment: bounded in memory, mergeable, with exact count, sum and maximum. Immutable.
 *
 * <p>Its buckets are fixed and the same for every histogram of a unit, so two can be added, and both a classic and a
 * native Prometheus histogram are exact renderings of it. A bucket is at most 9.1 % wide, which bounds the error of
 * {@link #quantile}.
 */
public final class Histogram {
    private final Buckets buckets;
    private final long[] counts;
    private final long count;
    private final long sum;
    private final long max;

    Histogram(Buckets buckets, long[] counts, long sum, long max) {
        this.buckets = buckets;
        this.counts = counts;
        this.count = Arrays.stream(counts).sum();
        this.sum = sum;
        this.max = max;
    }

    /**
     * Returns a histogram without values.
     *
     * @param unit base unit of the values
     * @return an empty histogram
     */
    public static Histogram empty(Unit unit) {
        Buckets buckets = Buckets.of(unit);
        return new Histogram(buckets, new long[buckets.size()], 0, 0);
    }

    /**
     * Returns how many values were recorded.
     *
     * @return the exact count
     */
    public long count() {
        return count;
    }

    /**
     * Returns the sum of all values.
     *
     * @return the exact sum, in base units
     */
    public double sum() {
        return sum / buckets.scale;
    }

    /**
     * Returns the largest value.
     *
     * @return the exact maximum in base units, NaN when empty
     */
    public double max() {
        return count == 0 ? Double.NaN : max / buckets.scale;
    }

    /**
     * Estimates the value below which a part of all values lies.
     *
     * @param q the part, 0 to 1
     * @return an estimate in base units, never above {@link #max()}, at most one bucket (9.1 %,
     *     below 60 ns one bucket for all) off; NaN when empty
     * @throws IllegalArgumentException if q is not within 0 and 1
     */
    public double quantile(double q) {
        if (!(q >= 0 && q <= 1)) {
            throw new IllegalArgumentException("quantile " + q + " must be between 0 and 1");
        }
        if (count == 0) {
            return Double.NaN;
        }
        double rank = q * count;
        long below = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0 && below + counts[i] >= rank) {
                long lower = i == 0 ? 0 : buckets.upperBounds[i - 1];
                long upper = Math.min(buckets.upperBounds[i], max);
                double part = Math.max(0.0, (rank - below) / (double) counts[i]);
                return (lower + (double) (upper - lower) * part) / buckets.scale;
            }
            below += counts[i];
        }
        return max();
    }

    /**
     * Adds another histogram of the same unit.
     *
     * @param other the other one
     * @return a histogram of all values of both
     * @throws IllegalArgumentException if the units differ
     */
    public Histogram plus(Histogram other) {
        if (other.buckets != buckets) {
            throw new IllegalArgumentException("histograms of different units cannot be added");
        }
        long[] total = counts.clone();
        Arrays.setAll(total, i -> total[i] + other.counts[i]);
        return new Histogram(buckets, total, sum + other.sum, Math.max(max, other.max));
    }

    /**
     * Returns the number of buckets.
     *
     * @return the number, the same for every histogram of a unit
     */
    public int bucketCount() {
        return counts.length;
    }

    /**
     * Returns how many values lie in one bucket.
     *
     * @param bucket index from 0
     * @return the count
     */
    public long countAt(int bucket) {
        return counts[bucket];
    }

    /**
     * Returns the upper bound of a bucket, which belongs to it.
     *
     * @param bucket index from 0
     * @return the bound in base units, infinite for the last bucket
     */
    public double upperBoundAt(int bucket) {
        long bound = buckets.upperBounds[bucket];
        return bound == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : (double) bound / buckets.scale;
    }

    /**
     * Tells whether a classic Prometheus histogram has a bound at the end of a bucket. The last bucket's infinite bound
     * is not counted as one.
     *
     * @param bucket index from 0
     * @return true if the upper bound is one that people read, such as 0.005
     */
    public boolean classicBoundAt(int bucket) {
        return buckets.classicEnds[bucket];
    }

    /**
     * Returns the bucket of a native Prometheus histogram of {@link #nativeSchema()} that a bucket lies in. The first
     * bucket belongs to the zero bucket, whose threshold is its upper bound.
     *
     * @param bucket index from 0
     * @return the native bucket's index k, whose upper bound is 2 to the power of k/8
     */
    public int nativeIndexAt(int bucket) {
        return buckets.nativeIndexes[bucket];
    }

    /**
     * Returns the schema of the native rendering.
     *
     * @return 3: eight buckets for each power of two
     */
    public static int nativeSchema() {
        return Buckets.NATIVE_SCHEMA;
    }

    @Override
    public String toString() {
        return "Histogram[count=" + count + ", sum=" + sum() + ", max=" + max() + "]";
    }
}
