package dev.plimsoll.benchmarks;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/** Adds the longest wait of each iteration to the results of {@link ContendedPool}. */
public final class LongestWait implements InternalProfiler {
    /** Made by JMH. */
    public LongestWait() {}

    @Override
    public String getDescription() {
        return "longest wait of any thread";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        ContendedPool.takeLongestNanos();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double millis = ContendedPool.takeLongestNanos() / 1e6;
        return List.of(new ScalarResult("longestWait", millis, "ms", AggregationPolicy.MAX));
    }
}
