package dev.plimsoll.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Writes what was measured as Markdown. */
final class Table {
    private final StringBuilder text = new StringBuilder();

    void head(String jdk, int rounds, String settings) throws IOException {
        line("# Benchmarks on JDK " + jdk);
        line("");
        line("Written by `benchmarks/run`; do not edit. " + rounds
                + " rounds, in each of which every peer ran once in a"
                + " JVM of its own (" + settings
                + "). A score is the median over the rounds, in brackets the least and the"
                + " largest; a ratio is the median of the ratios within each round.");
        line("");
        line("- Machine: " + cpu() + ", " + Runtime.getRuntime().availableProcessors() + " processors, "
                + System.getProperty("os.name") + " " + System.getProperty("os.version"));
        line("- JVM: " + System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        line("- Versions: " + versions());
        line("- Load of the machine at the start: " + firstLine("/proc/loadavg"));
    }

    void work(Row row, int threads, Map<String, Sample> byPeer) {
        boolean higherIsBetter = byPeer.values().stream().anyMatch(sample -> sample.unit.startsWith("ops"));
        String ours = row.peers().get(0);
        Sample own = byPeer.getOrDefault(ours, new Sample());
        line("");
        line("## " + row.title() + ", " + threads + (threads == 1 ? " thread" : " threads") + " {#" + row.name() + "-"
                + threads + "}");
        line("");
        line(row.note());
        line("");
        line("| | score | " + row.metric() + " | " + ours + " : this |");
        line("|---|---|---|---|");
        byPeer.forEach((peer, sample) -> line(String.format(
                Locale.ROOT,
                "| %s | %s %s (%s - %s) | %s %s | %.2f |",
                peer,
                number(Sample.median(sample.scores)),
                sample.unit,
                number(sample.scores.stream().mapToDouble(d -> d).min().orElse(Double.NaN)),
                number(sample.scores.stream().mapToDouble(d -> d).max().orElse(Double.NaN)),
                number(Sample.median(sample.metrics)),
                sample.metricUnit,
                own.ratioTo(sample))));
        line("");
        line(higherIsBetter ? "More is better." : "Less is better.");
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.3f" : "%.1f", value);
    }

    private static String versions() {
        return String.join(
                ", ",
                Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                        .map(entry -> Path.of(entry).getFileName().toString())
                        .filter(
                                name -> name.matches(
                                        "(stormpot|agroal-pool|HikariCP|commons-pool2|caffeine|tomcat-embed-core|netty-common|jmh-core)-.*"))
                        .map(name -> name.replace(".jar", ""))
                        .toList());
    }

    private static String cpu() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 2))
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }

    private static String firstLine(String file) {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.findFirst().orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
