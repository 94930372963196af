package dev.plimsoll.exporter;

import dev.plimsoll.stats.Histogram;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.NativeHistogramBuckets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A histogram as a data point that is classic and native at once, both exact. */
final class HistogramPoints {
    /** What a text format writes beside the buckets: count and sum. */
    private static final int SERIES_BESIDE_BUCKETS = 2;

    private HistogramPoints() {}

    static HistogramDataPointSnapshot of(Histogram histogram, Labels labels) {
        Map<Integer, Long> nativeCounts = nativeCounts(histogram);
        Long zero = nativeCounts.remove(histogram.nativeIndexAt(0));
        NativeHistogramBuckets nativeBuckets =
                NativeHistogramBuckets.of(List.copyOf(nativeCounts.keySet()), List.copyOf(nativeCounts.values()));
        return new HistogramDataPointSnapshot(
                classicBuckets(histogram),
                Histogram.nativeSchema(),
                zero == null ? 0 : zero,
                histogram.upperBoundAt(0),
                nativeBuckets,
                NativeHistogramBuckets.EMPTY,
                histogram.sum(),
                labels,
                Exemplars.EMPTY,
                0L);
    }

    static int series(HistogramDataPointSnapshot point) {
        return point.getClassicBuckets().size() + SERIES_BESIDE_BUCKETS;
    }

    private static Map<Integer, Long> nativeCounts(Histogram histogram) {
        Map<Integer, Long> counts = new TreeMap<>();
        for (int i = 0; i < histogram.bucketCount(); i++) {
            if (histogram.countAt(i) > 0) {
                counts.merge(histogram.nativeIndexAt(i), histogram.countAt(i), Long::sum);
            }
        }
        return counts;
    }

    private static ClassicHistogramBuckets classicBuckets(Histogram histogram) {
        List<Double> bounds = new ArrayList<>();
        List<Long> counts = new ArrayList<>();
        long count = 0;
        for (int i = 0; i < histogram.bucketCount(); i++) {
            count += histogram.countAt(i);
            boolean last = i == histogram.bucketCount() - 1;
            if (last || histogram.classicBoundAt(i)) {
                bounds.add(last ? Double.POSITIVE_INFINITY : histogram.upperBoundAt(i));
                counts.add(count);
                count = 0;
            }
        }
        return ClassicHistogramBuckets.of(bounds, counts);
    }
}
