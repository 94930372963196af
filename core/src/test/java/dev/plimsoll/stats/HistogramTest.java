package dev.plimsoll.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HistogramTest {
    private static final long SEED = 42;

    @Test
    void countSumAndMaximumAreExact() {
        HistogramRecorder recorder = new HistogramRecorder(Unit.SECONDS);
        long[] values = values(10_000);
        Arrays.stream(values).forEach(recorder::record);

        Histogram histogram = recorder.snapshot();

        assertThat(histogram.count()).isEqualTo(values.length);
        assertThat(histogram.sum()).isEqualTo(Arrays.stream(values).sum() / 1e9);
        assertThat(histogram.max()).isEqualTo(Arrays.stream(values).max().orElseThrow() / 1e9);
    }

    @Test
    void everyClassicBoundDividesTheValuesExactly() {
        long[] values = values(10_000);
        Histogram histogram = recorded(Unit.SECONDS, values);
        int bounds = 0;
        long cumulative = 0;
        for (int i = 0; i < histogram.bucketCount(); i++) {
            cumulative += histogram.countAt(i);
            if (histogram.classicBoundAt(i)) {
                double bound = histogram.upperBoundAt(i);
                assertThat(cumulative)
                        .as("values up to %s s", bound)
                        .isEqualTo(Arrays.stream(values)
                                .filter(v -> v <= Math.round(bound * 1e9))
                                .count());
                bounds++;
            }
        }
        assertThat(bounds).isEqualTo(13);
    }

    @Test
    void everyNativeBucketHoldsExactlyItsValues() {
        long[] values = values(10_000);
        Histogram histogram = recorded(Unit.SECONDS, values);
        for (int k = -150; k < 100; k++) {
            double lower = Math.pow(2, (k - 1) / 8.0);
            double upper = Math.pow(2, k / 8.0);
            long counted = 0;
            for (int i = 1; i < histogram.bucketCount(); i++) {
                counted += histogram.nativeIndexAt(i) == k ? histogram.countAt(i) : 0;
            }
            assertThat(counted)
                    .as("native bucket %d", k)
                    .isEqualTo(Arrays.stream(values)
                            .filter(v -> v / 1e9 > lower && v / 1e9 <= upper)
                            .count());
        }
    }

    @Test
    void boundsBelongToTheBucketBelow() {
        Histogram atBound = recorded(Unit.SECONDS, 5_000_000);
        Histogram above = recorded(Unit.SECONDS, 5_000_001);

        assertThat(upTo(atBound, 0.005)).isOne();
        assertThat(upTo(above, 0.005)).isZero();
    }

    @Test
    void quantilesAreAtMostOneBucketOff() {
        Histogram histogram = recorded(Unit.SECONDS, values(100_000));
        long[] sorted = values(100_000);
        Arrays.sort(sorted);
        for (double q : new double[] {0.2, 0.25, 0.5, 0.9, 0.95, 0.99, 0.999, 1}) {
            double exact = sorted[(int) Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)] / 1e9;
            assertThat(histogram.quantile(q)).as("quantile %s", q).isCloseTo(exact, within(exact * 0.095));
        }
    }

    @Test
    void anEmptyHistogramHasNoQuantilesAndNoMaximum() {
        Histogram empty = Histogram.empty(Unit.SECONDS);

        assertThat(empty.count()).isZero();
        assertThat(empty.sum()).isZero();
        assertThat(empty.max()).isNaN();
        assertThat(empty.quantile(0.5)).isNaN();
    }

    @Test
    void refusesAQuantileOutOfRange() {
        Histogram empty = Histogram.empty(Unit.SECONDS);

        assertThatThrownBy(() -> empty.quantile(95))
                .hasMessageContaining("95.0")
                .hasMessageContaining("between 0 and 1");
        assertThatThrownBy(() -> empty.quantile(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void addsUp() {
        Histogram sum = recorded(Unit.BYTES, 1, 100).plus(recorded(Unit.BYTES, 7, Long.MAX_VALUE / 2));

        assertThat(sum.count()).isEqualTo(4);
        assertThat(sum.max()).isEqualTo((double) (Long.MAX_VALUE / 2));
        assertThatThrownBy(() -> sum.plus(Histogram.empty(Unit.SECONDS))).hasMessageContaining("different units");
    }

    @Test
    void wholeNumbersLieInTheirOwnBuckets() {
        for (long value : new long[] {0, 1, 2, 3, 7, 8, 9, 1023, 1024, 1025, Long.MAX_VALUE}) {
            Histogram histogram = recorded(Unit.NONE, value);
            assertThat(histogram.max()).isEqualTo((double) value);
            assertThat(histogram.quantile(1)).isEqualTo((double) value);
        }
    }

    @Test
    void aNegativeValueCountsAsZero() {
        Histogram histogram = recorded(Unit.SECONDS, -5);

        assertThat(histogram.countAt(0)).isOne();
        assertThat(histogram.sum()).isZero();
    }

    @Test
    void losesNothingUnderContention() throws Exception {
        HistogramRecorder recorder = new HistogramRecorder(Unit.SECONDS);
        Thread[] threads = new Thread[8];
        for (int t = 0; t < threads.length; t++) {
            threads[t] = new Thread(() -> {
                for (int i = 0; i < 50_000; i++) {
                    recorder.record(i);
                }
            });
            threads[t].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(recorder.snapshot().count()).isEqualTo(400_000);
        assertThat(recorder.snapshot().sum()).isEqualTo(8 * (49_999L * 50_000 / 2) / 1e9);
    }

    private static long upTo(Histogram histogram, double bound) {
        long sum = 0;
        for (int i = 0; i < histogram.bucketCount() && histogram.upperBoundAt(i) <= bound; i++) {
            sum += histogram.countAt(i);
        }
        return sum;
    }

    private static Histogram recorded(Unit unit, long... values) {
        HistogramRecorder recorder = new HistogramRecorder(unit);
        Arrays.stream(values).forEach(recorder::record);
        return recorder.snapshot();
    }

    /** Nanoseconds from 1 to about 3,000 s, evenly on a logarithmic scale. */
    private static long[] values(int count) {
        return new Random(SEED)
                .doubles(count)
                .mapToLong(d -> (long) Math.exp(d * Math.log(3e12)))
                .toArray();
    }
}
