package dev.plimsoll.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs rows, peer after peer in each round, and writes JSON and Markdown. Called by {@code benchmarks/run}. */
public final class Run {
    private final Map<String, Map<String, Sample>> samples = new LinkedHashMap<>();
    private final List<RunResult> results = new ArrayList<>();

    private Run() {}

    /**
     * Runs.
     *
     * @param arguments output file without extension, rounds, iterations of a second, then names of rows; no names for all
     * @throws Exception if something cannot be measured
     */
    public static void main(String[] arguments) throws Exception {
        Path output = Path.of(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        int iterations = Integer.parseInt(arguments[2]);
        List<String> names = List.of(arguments).subList(3, arguments.length);
        List<Row> rows = Row.ALL.stream()
                .filter(row -> names.isEmpty() || names.contains(row.name()))
                .toList();
        if (rows.isEmpty()) {
            System.err.println(
                    "no such row; there are " + Row.ALL.stream().map(Row::name).toList());
            System.exit(2);
        }
        new Run().all(rows, rounds, iterations, output);
    }

    private void all(List<Row> rows, int rounds, int iterations, Path output) throws Exception {
        Table table = new Table();
        table.head(System.getProperty("java.version"), rounds, iterations + " iterations of 1 s after 3 of warm-up");
        for (int round = 1; round <= rounds; round++) {
            for (Row row : rows) {
                for (int threads : row.threads()) {
                    measure(row, threads, iterations, round);
                }
            }
        }
        for (Row row : rows) {
            for (int threads : row.threads()) {
                table.work(row, threads, samplesOf(row, threads));
            }
        }
        table.write(Path.of(output + ".md"));
        ResultFormatFactory.getInstance(ResultFormatType.JSON, output + ".json").writeOut(results);
        System.out.println("written: " + output + ".md and .json");
    }

    private Map<String, Sample> samplesOf(Row row, int threads) {
        return samples.computeIfAbsent(row.name() + threads, key -> new LinkedHashMap<>());
    }

    private void measure(Row row, int threads, int iterations, int round) {
        for (String peer : row.peers()) {
            ChainedOptionsBuilder options = row.options(peer, threads)
                    .warmupIterations(3)
                    .warmupTime(TimeValue.seconds(1))
                    .measurementIterations(iterations)
                    .measurementTime(TimeValue.seconds(1))
                    .verbosity(VerboseMode.SILENT)
                    .shouldFailOnError(true);
            try {
                RunResult result = new Runner(options.build()).runSingle();
                results.add(result);
                Sample sample = samplesOf(row, threads).computeIfAbsent(peer, key -> new Sample());
                sample.add(result, row.metric());
                System.out.printf(
                        "%d %s %dT %s: %.3f %s, %.3f %s%n",
                        round,
                        row.name(),
                        threads,
                        peer,
                        result.getPrimaryResult().getScore(),
                        sample.unit,
                        sample.metrics.get(sample.metrics.size() - 1),
                        sample.metricUnit);
            } catch (RunnerException e) {
                System.out.printf("%d %s %dT %s: failed, %s%n", round, row.name(), threads, peer, e);
            }
        }
    }
}
