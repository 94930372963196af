package dev.plimsoll.exporter;

import dev.plimsoll.Plimsoll;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.hawkular.agent.prometheus.PrometheusDataFormat;
import org.hawkular.agent.prometheus.PrometheusScraper;
import org.hawkular.agent.prometheus.types.Counter;
import org.hawkular.agent.prometheus.types.Gauge;
import org.hawkular.agent.prometheus.types.Histogram;
import org.hawkular.agent.prometheus.types.Metric;
import org.hawkular.agent.prometheus.types.MetricFamily;

/** The text of a scrape, read by a parser that shares no code with the one that wrote it. */
record Scrape(String text, List<MetricFamily> families) {
    static Scrape of(String text) throws IOException {
        File file = File.createTempFile("scrape", ".txt");
        try {
            Files.writeString(file.toPath(), text, StandardCharsets.UTF_8);
            return new Scrape(text, new PrometheusScraper(file, PrometheusDataFormat.TEXT).scrape());
        } finally {
            Files.delete(file.toPath());
        }
    }

    /** Waits until the registry has read each manager once, which it does on threads of its own. */
    static void awaitReadings(Plimsoll plimsoll) {
        Awaitility.await().until(() -> plimsoll.registrations().stream().allMatch(each -> each.latest() != null));
    }

    MetricFamily family(String name) {
        return find(name).orElseThrow(() -> new AssertionError("no family " + name + " in\n" + text));
    }

    Optional<MetricFamily> find(String name) {
        return families.stream().filter(family -> family.getName().equals(name)).findFirst();
    }

    double value(String name, Map<String, String> labels) {
        Metric metric = metric(name, labels);
        return metric instanceof Counter counter ? counter.getValue() : ((Gauge) metric).getValue();
    }

    Histogram histogram(String name, Map<String, String> labels) {
        return (Histogram) metric(name, labels);
    }

    private Metric metric(String name, Map<String, String> labels) {
        return family(name).getMetrics().stream()
                .filter(metric -> new TreeMap<>(metric.getLabels()).equals(new TreeMap<>(labels)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + labels + " in\n" + text));
    }
}
