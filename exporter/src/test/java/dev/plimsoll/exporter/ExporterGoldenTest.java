package dev.plimsoll.exporter;

import dev.plimsoll.Registration;
import dev.plimsoll.stats.Figure;
import dev.plimsoll.stats.Kind;
import dev.plimsoll.stats.Names;
import dev.plimsoll.testing.BuiltIns;
import dev.plimsoll.testing.Golden;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ExporterGoldenTest {
    @Test
    void namesAndUnitsAreTheDeclaredInterface() throws IOException {
        TreeSet<String> lines = new TreeSet<>();
        try (BuiltIns builtIns = new BuiltIns()) {
            for (Registration registration : builtIns.plimsoll.registrations()) {
                String type = registration.id().type();
                registration.figures().forEach(figure -> lines.add(line(type, figure)));
            }
            new PlimsollCollector(builtIns.plimsoll)
                    .collect().stream()
                            .map(snapshot -> snapshot.getMetadata().getPrometheusName())
                            .filter(name -> name.matches("plimsoll_(scrape|collector|build)_?.*"))
                            .forEach(lines::add);
        }
        Golden.assertMatches("exporter", "prometheus.txt", new ArrayList<>(lines));
    }

    private static String line(String type, Figure figure) {
        List<String> labels = new ArrayList<>();
        if (figure.labelled()) {
            labels.add(Names.snakeCase(figure.label()));
        }
        if (figure.kind() == Kind.STATE) {
            labels.add("state");
        }
        return MetricNames.of(type, figure)
                + (figure.kind() == Kind.COUNTER ? "_total" : "")
                + (labels.isEmpty() ? "" : labels)
                + " "
                + figure.kind().name().toLowerCase(Locale.ROOT);
    }
}
