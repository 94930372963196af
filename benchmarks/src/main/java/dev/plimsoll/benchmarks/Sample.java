package dev.plimsoll.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** What was measured of one peer doing one piece of work: a value for each round. */
final class Sample {
    final List<Double> scores = new ArrayList<>();
    final List<Double> metrics = new ArrayList<>();
    String unit = "";
    String metricUnit = "";

    void add(RunResult result, String metric) {
        Result<?> score = result.getPrimaryResult();
        scores.add(score.getScore());
        unit = score.getScoreUnit();
        Result<?> second = result.getSecondaryResults().get(metric);
        metrics.add(second == null ? Double.NaN : second.getScore());
        metricUnit = second == null ? "" : second.getScoreUnit();
    }

    static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length == 0
                ? Double.NaN
                : sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Compares round by round, so that what slowed the machine down slowed both. */
    double ratioTo(Sample other) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < Math.min(scores.size(), other.scores.size()); i++) {
            ratios.add(scores.get(i) / other.scores.get(i));
        }
        return median(ratios);
    }
}
