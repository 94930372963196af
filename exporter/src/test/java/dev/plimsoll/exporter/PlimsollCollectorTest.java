package dev.plimsoll.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.plimsoll.ManualTicker;
import dev.plimsoll.Plimsoll;
import dev.plimsoll.testing.TeaUrn;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.awaitility.Awaitility;
import org.hawkular.agent.prometheus.types.Histogram;
import org.hawkular.agent.prometheus.types.MetricType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlimsollCollectorTest {
    private static final Map<String, String> MAIN = Map.of("name", "main");

    private final ManualTicker ticker = new ManualTicker();
    private final Plimsoll plimsoll = Plimsoll.create(ticker);
    private final TeaUrn urn = new TeaUrn("main");
    private final PrometheusRegistry registry = new PrometheusRegistry();

    @BeforeEach
    void register() {
        urn.drawing.record(500_000_000);
        urn.drawing.record(500_000_001);
        urn.addTo(plimsoll);
        registry.register(new PlimsollCollector(plimsoll));
        Scrape.awaitReadings(plimsoll);
    }

    @AfterEach
    void close() {
        plimsoll.close();
    }

    @Test
    void showsEachSortOfFigure() throws IOException {
        tick();
        Scrape scrape = scrape();

        assertThat(scrape.value("plimsoll_tea_urn_cups_drawn_total", MAIN)).isEqualTo(42);
        assertThat(scrape.family("plimsoll_tea_urn_cups_drawn_total").getType()).isEqualTo(MetricType.COUNTER);
        assertThat(scrape.family("plimsoll_tea_urn_cups_drawn_total").getHelp()).isEqualTo("Cups that were drawn");
        assertThat(scrape.value("plimsoll_tea_urn_fill_ratio", MAIN)).isEqualTo(0.25);
        assertThat(scrape.value("plimsoll_tea_urn_leaf_bytes", MAIN)).isEqualTo(2048);
        assertThat(scrape.value("plimsoll_tea_urn_spilled_total", Map.of("name", "main", "cause", "OVERFLOW")))
                .isEqualTo(3);
        assertThat(scrape.value("plimsoll_tea_urn_mood", Map.of("name", "main", "state", "HOT")))
                .isEqualTo(1);
        assertThat(scrape.value("plimsoll_tea_urn_mood", Map.of("name", "main", "state", "COLD")))
                .isZero();
        assertThat(scrape.value("plimsoll_tea_urn_info", Map.of("name", "main", "origin", "plimsoll")))
                .isEqualTo(1);
        assertThat(scrape.value("plimsoll_managers", Map.of())).isEqualTo(1);
    }

    @Test
    void settingsAreGauges() throws IOException {
        Scrape scrape = scrape();

        assertThat(scrape.value("plimsoll_tea_urn_maximum_cups", MAIN)).isEqualTo(10);
        assertThat(scrape.value("plimsoll_tea_urn_steeping_time_seconds", MAIN)).isEqualTo(90);
        assertThat(scrape.value("plimsoll_tea_urn_lid", MAIN)).isEqualTo(1);
    }

    @Test
    void histogramsAreExact() throws IOException {
        Scrape scrape = scrape();

        Histogram drawing = scrape.histogram("plimsoll_tea_urn_drawing_seconds", MAIN);
        assertThat(drawing.getSampleCount()).isEqualTo(2);
        assertThat(drawing.getSampleSum()).isEqualTo(1.000000001);
        assertThat(cumulative(drawing, 0.1)).isZero();
        assertThat(cumulative(drawing, 0.5)).isEqualTo(1);
        assertThat(cumulative(drawing, 1)).isEqualTo(2);
        assertThat(cumulative(drawing, Double.POSITIVE_INFINITY)).isEqualTo(2);
        Histogram sugar = scrape.histogram("plimsoll_tea_urn_sugar_bytes", MAIN);
        assertThat(sugar.getSampleCount()).isZero();
        assertThat(sugar.getSampleSum()).isZero();
    }

    private static long cumulative(Histogram histogram, double bound) {
        return histogram.getBuckets().stream()
                .filter(bucket -> bucket.getUpperBound() == bound)
                .findFirst()
                .orElseThrow()
                .getCumulativeCount();
    }

    @Test
    void whatIsNotKnownHasNoSample() throws IOException {
        urn.leafBytes = null;
        tick();

        Scrape scrape = scrape();

        assertThat(scrape.find("plimsoll_tea_urn_leaf_bytes")).isEmpty();
        assertThat(scrape.find("plimsoll_tea_urn_since_last_cup_seconds")).isEmpty();
        assertThat(scrape.find("plimsoll_tea_urn_descaling_seconds")).isEmpty();
        assertThat(scrape.text()).doesNotContain("guests").doesNotContain("NaN").doesNotContain(" -1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b", "a:b", "a=b", "say \"tea\"", "a*", "two\nlines", " edge ", "a\\b", "ü 茶"})
    void namesSurvive(String name) throws IOException {
        TeaUrn other = new TeaUrn(name);
        other.addTo(plimsoll);
        Scrape.awaitReadings(plimsoll);

        assertThat(scrape().value("plimsoll_tea_urn_cups_drawn_total", Map.of("name", name)))
                .isEqualTo(42);
    }

    @Test
    void aFailingManagerCostsOnlyItsOwnFamilies() throws IOException {
        TeaUrn other = new TeaUrn("other");
        other.addTo(plimsoll);
        Scrape.awaitReadings(plimsoll);
        urn.broken = true;
        ticker.tick();
        Awaitility.await().until(() -> plimsoll.registrations().get(1).failing());

        Scrape scrape = scrape();

        assertThat(scrape.family("plimsoll_tea_urn_cups_drawn_total").getMetrics())
                .hasSize(1);
        assertThat(scrape.value("plimsoll_tea_urn_cups_drawn_total", Map.of("name", "other")))
                .isEqualTo(42);
        assertThat(scrape.value("plimsoll_collector_errors_total", Map.of("type", "TeaUrn")))
                .isEqualTo(1);
        assertThat(scrape.value("plimsoll_collector_errors_total", Map.of("type", "Plimsoll")))
                .isZero();
        assertThat(scrape.text()).doesNotContain("secret-of-the-urn");
    }

    @Test
    void seriesAreCapped() throws IOException {
        for (int i = 0; i < 20; i++) {
            new TeaUrn("urn-" + i).addTo(plimsoll);
        }
        Scrape.awaitReadings(plimsoll);
        PrometheusRegistry capped = new PrometheusRegistry();
        capped.register(new PlimsollCollector(plimsoll, 100));

        Scrape scrape = Scrape.of(text(capped));

        long series = scrape.text()
                .lines()
                .filter(line -> !line.startsWith("#") && !line.matches("plimsoll_(build|scrape|collector)_.*"))
                .count();
        assertThat(series).isBetween(90L, 100L);
        long uncapped = scrape().text()
                .lines()
                .filter(line -> !line.startsWith("#") && !line.matches("plimsoll_(build|scrape|collector)_.*"))
                .count();
        assertThat(scrape.value("plimsoll_scrape_dropped_series", Map.of())).isEqualTo(uncapped - series);
    }

    @Test
    void livesInTheRegistryOfTheApplication() throws IOException {
        Counter.builder().name("shop_orders").help("Orders").register(registry).inc();

        Scrape scrape = scrape();

        assertThat(scrape.value("shop_orders_total", Map.of())).isEqualTo(1);
        assertThat(scrape.find("plimsoll_tea_urn_info")).isPresent();
    }

    @Test
    void promtoolHasNothingToSay() throws Exception {
        File promtool = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> Path.of(directory, "promtool").toFile())
                .filter(File::canExecute)
                .findFirst()
                .orElse(null);
        assumeThat(promtool).as("promtool is not installed").isNotNull();

        Process process = new ProcessBuilder(String.valueOf(promtool), "check", "metrics")
                .redirectErrorStream(true)
                .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(text(registry).getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
    }

    private void tick() {
        long before = plimsoll.registrations().get(1).latest().takenAtNanos();
        ticker.advance(java.time.Duration.ofSeconds(1));
        Awaitility.await().until(() -> plimsoll.registrations().get(1).latest().takenAtNanos() > before);
    }

    private Scrape scrape() throws IOException {
        return Scrape.of(text(registry));
    }

    private static String text(PrometheusRegistry registry) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ExpositionFormats.init().getPrometheusTextFormatWriter().write(out, registry.scrape());
        return out.toString(StandardCharsets.UTF_8);
    }
}
