package dev.plimsoll.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.stats.HistogramRecorder;
import dev.plimsoll.stats.Unit;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares both renderings with a count over the values themselves. */
class HistogramPointsTest {
    private static final double BUCKETS_PER_OCTAVE = 8;

    @ParameterizedTest
    @EnumSource(
            value = Unit.class,
            names = {"SECONDS", "BYTES"})
    void classicAndNativeAreExact(Unit unit) {
        double scale = unit == Unit.SECONDS ? 1e9 : 1;
        long[] values = values(unit == Unit.SECONDS ? 1e13 : 1e12);
        HistogramRecorder recorder = new HistogramRecorder(unit);
        Arrays.stream(values).forEach(recorder::record);

        HistogramDataPointSnapshot point = HistogramPoints.of(recorder.snapshot(), Labels.EMPTY);

        long cumulative = 0;
        for (int i = 0; i < point.getClassicBuckets().size(); i++) {
            cumulative += point.getClassicBuckets().getCount(i);
            double bound = point.getClassicBuckets().getUpperBound(i);
            assertThat(cumulative).as("<= %s", bound).isEqualTo(count(values, scale, -1, bound));
        }
        assertThat(cumulative).isEqualTo(values.length);
        assertThat(point.getNativeZeroCount()).isEqualTo(count(values, scale, -1, point.getNativeZeroThreshold()));
        long total = point.getNativeZeroCount();
        for (int i = 0; i < point.getNativeBucketsForPositiveValues().size(); i++) {
            int index = point.getNativeBucketsForPositiveValues().getBucketIndex(i);
            long counted = point.getNativeBucketsForPositiveValues().getCount(i);
            double lower = Math.pow(2, (index - 1) / BUCKETS_PER_OCTAVE);
            double upper = Math.pow(2, index / BUCKETS_PER_OCTAVE);
            assertThat(counted).as("(%s, %s]", lower, upper).isEqualTo(count(values, scale, lower, upper));
            total += counted;
        }
        assertThat(total).isEqualTo(values.length);
        assertThat(point.getSum()).isEqualTo(Arrays.stream(values).sum() / scale);
        assertThat(point.getCount()).isEqualTo(values.length);
    }

    private static long count(long[] values, double scale, double above, double upTo) {
        return Arrays.stream(values)
                .filter(value -> value / scale > above && value / scale <= upTo)
                .count();
    }

    private static long[] values(double largest) {
        Random random = new Random(7);
        long[] values = random.doubles(20_000)
                .mapToLong(part -> (long) Math.exp(part * Math.log(largest)))
                .toArray();
        long[] edges = {0, 1, 100_000, 500_000_000, 500_000_001, 1_000_000_000, 1L << 20, (1L << 20) + 1};
        System.arraycopy(edges, 0, values, 0, edges.length);
        return values;
    }
}
