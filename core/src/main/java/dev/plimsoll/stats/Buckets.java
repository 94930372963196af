package dev.plimsoll.stats;

import java.util.TreeSet;

/*
 * Design: one set of bounds from which two renderings are exact.
 *
 * Prometheus knows two kinds of histogram. A native one of schema 3 has the bounds 2^(k/8); a classic one has bounds
 * that people can read, such as 0.005. Counts taken by one set cannot be told in the other. So the bounds here are the
 * union of both: a native bucket that a classic bound falls into is split there in two. Values are recorded as whole
 * nanoseconds or bytes, and a bound is the largest whole value that belongs below it, so no rounding decides.
 *
 * Looking up a bucket takes no logarithm: the position of the highest bit and the three bits after it give a slot of
 * linear width, `firstBucket` gives the first bucket that reaches into it, and one or two comparisons do the rest.
 */
final class Buckets {
    static final int NATIVE_SCHEMA = 3;
    private static final int PER_OCTAVE = 1 << NATIVE_SCHEMA;

    static final Buckets OF_NANOSECONDS =
            new Buckets(1e9, -24, 14, .0001, .0005, .001, .005, .01, .05, .1, .5, 1, 5, 10, 60, 600);
    static final Buckets OF_UNITS = new Buckets(
            1, 0, 44, 1, 16, 256, 1 << 12, 1 << 16, 1 << 20, 1 << 24, 1 << 28, 1L << 32, 1L << 36, 1L << 40);

    /** Recorded units for one base unit. */
    final double scale;

    /** The largest recorded value of each bucket, ascending; the last is {@link Long#MAX_VALUE}. */
    final long[] upperBounds;

    /** The native bucket that each bucket is all or a part of. */
    final int[] nativeIndexes;

    /** Whether a classic histogram has a bound at the end of the bucket. */
    final boolean[] classicEnds;

    private final int[] firstBucket;

    private Buckets(double scale, int lowestPower, int highestPower, double... classicBounds) {
        this.scale = scale;
        int lowest = lowestPower * PER_OCTAVE;
        int highest = highestPower * PER_OCTAVE;
        TreeSet<Long> bounds = new TreeSet<>();
        long[] nativeBounds = new long[highest - lowest + 1];
        for (int k = lowest; k <= highest; k++) {
            nativeBounds[k - lowest] = (long) Math.floor(Math.pow(2, (double) k / PER_OCTAVE) * scale);
            bounds.add(nativeBounds[k - lowest]);
        }
        TreeSet<Long> classic = new TreeSet<>();
        for (double bound : classicBounds) {
            classic.add(Math.round(bound * scale));
        }
        bounds.addAll(classic);
        bounds.add(Long.MAX_VALUE);
        upperBounds = bounds.stream().mapToLong(Long::longValue).toArray();
        nativeIndexes = new int[upperBounds.length];
        classicEnds = new boolean[upperBounds.length];
        for (int i = 0; i < upperBounds.length; i++) {
            nativeIndexes[i] = lowest + firstAtLeast(upperBounds[i], nativeBounds);
            classicEnds[i] = classic.contains(upperBounds[i]);
        }
        firstBucket = new int[slot(Long.MAX_VALUE) + 1];
        int bucket = 0;
        for (int slot = 0; slot < firstBucket.length; slot++) {
            while (upperBounds[bucket] < smallestOf(slot)) {
                bucket++;
            }
            firstBucket[slot] = bucket;
        }
    }

    static Buckets of(Unit unit) {
        return unit == Unit.SECONDS ? OF_NANOSECONDS : OF_UNITS;
    }

    int indexOf(long value) {
        int index = firstBucket[slot(value)];
        while (value > upperBounds[index]) {
            index++;
        }
        return index;
    }

    int size() {
        return upperBounds.length;
    }

    private static int firstAtLeast(long value, long[] ascending) {
        int index = 0;
        while (index < ascending.length && ascending[index] < value) {
            index++;
        }
        return index;
    }

    private static int slot(long value) {
        if (value < PER_OCTAVE) {
            return (int) Math.max(value, 0);
        }
        int shift = 63 - Long.numberOfLeadingZeros(value) - NATIVE_SCHEMA;
        return (shift << NATIVE_SCHEMA) + (int) (value >>> shift);
    }

    private static long smallestOf(int slot) {
        if (slot < 2 * PER_OCTAVE) {
            return slot;
        }
        int shift = (slot >> NATIVE_SCHEMA) - 1;
        return (long) (PER_OCTAVE + (slot & (PER_OCTAVE - 1))) << shift;
    }
}
