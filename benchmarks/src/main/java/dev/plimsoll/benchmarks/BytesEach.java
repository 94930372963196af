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

/** Reports what each of the resources of {@link TrackerBenchmark} keeps in memory. Public because JMH makes it. */
public final class BytesEach implements InternalProfiler {
    /** Made by JMH. */
    public BytesEach() {}

    @Override
    public String getDescription() {
        return "bytes that each resource keeps in memory";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmarkParams, IterationParams iterationParams) {}

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmarkParams, IterationParams iterationParams, IterationResult result) {
        return List.of(new ScalarResult("bytesEach", TrackerBenchmark.bytesEach(), "B", AggregationPolicy.AVG));
    }
}
