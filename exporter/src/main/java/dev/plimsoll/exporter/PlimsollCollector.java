package dev.plimsoll.exporter;

import dev.plimsoll.ManagerId;
import dev.plimsoll.Plimsoll;
import dev.plimsoll.Reading;
import dev.plimsoll.Registration;
import dev.plimsoll.stats.Figure;
import dev.plimsoll.stats.Histogram;
import dev.plimsoll.stats.Kind;
import dev.plimsoll.stats.Names;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Every manager of a registry as Prometheus metrics named {@code plimsoll_<type>_<figure>}. Works alone in the {@code
 * PrometheusRegistry} that an application has already. Thread-safe.
 *
 * <p>It renders what the registry read last, at most about a second ago, so a scrape never waits for a manager. A figure
 * that is not known now has no sample. A manager that fails has none at all and counts in {@code
 * plimsoll_collector_errors_total}. Every series has the label {@code name} where the manager has a name, and at most the
 * one label that its figure declares.
 */
public final class PlimsollCollector implements MultiCollector {
    /** How many series a scrape may have by default: 10,000, about 1 MB of text. */
    public static final int DEFAULT_SERIES_CAP = 10_000;

    private static final double NANOS_PER_SECOND = 1e9;

    private final Plimsoll plimsoll;
    private final int seriesCap;
    private final String version = Plimsoll.version();
    private final Map<String, LongAdder> errors = new ConcurrentHashMap<>();

    /**
     * Makes a collector with the {@linkplain #DEFAULT_SERIES_CAP default cap}.
     *
     * @param plimsoll the registry to show
     */
    public PlimsollCollector(Plimsoll plimsoll) {
        this(plimsoll, DEFAULT_SERIES_CAP);
    }

    /**
     * Makes a collector.
     *
     * @param plimsoll the registry to show
     * @param seriesCap how many series of managers a scrape may have; what is above is left out, newest managers first,
     *     and told by {@code plimsoll_scrape_dropped_series}
     * @throws IllegalArgumentException if the cap is negative
     */
    public PlimsollCollector(Plimsoll plimsoll, int seriesCap) {
        if (seriesCap < 0) {
            throw new IllegalArgumentException("series cap " + seriesCap + " must not be negative");
        }
        this.plimsoll = plimsoll;
        this.seriesCap = seriesCap;
    }

    /**
     * Tells how a figure or a setting is called in Prometheus.
     *
     * @param type type of the manager
     * @param figure the figure
     * @return the name, such as {@code plimsoll_connection_pool_created_total}; of a histogram the name that {@code
     *     _bucket}, {@code _count} and {@code _sum} are appended to
     */
    public static String metricName(String type, Figure figure) {
        return MetricNames.of(type, figure) + (figure.kind() == Kind.COUNTER ? "_total" : "");
    }

    @Override
    public MetricSnapshots collect() {
        long start = System.nanoTime();
        Families families = new Families(seriesCap);
        for (Registration registration : plimsoll.registrations()) {
            LongAdder failures = errors.computeIfAbsent(registration.id().type(), type -> new LongAdder());
            try {
                if (!collect(registration, families)) {
                    failures.increment();
                }
            } catch (RuntimeException | LinkageError e) {
                failures.increment();
            }
        }
        MetricSnapshots managers = families.snapshots();
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        managers.forEach(all::metricSnapshot);
        own(families.dropped(), System.nanoTime() - start).forEach(all::metricSnapshot);
        return all.build();
    }

    private MetricSnapshots own(int dropped, long nanos) {
        Families own = new Families(Integer.MAX_VALUE);
        own.info(
                "plimsoll_build",
                "Version of Plimsoll and of the Java runtime",
                Labels.of("java", Runtime.version().toString(), "version", version));
        own.gauge(
                "plimsoll_scrape_duration_seconds",
                "Time it took to collect the figures of all managers for this scrape",
                Labels.EMPTY,
                nanos / NANOS_PER_SECOND);
        own.gauge(
                "plimsoll_scrape_dropped_series",
                "Series left out of this scrape because there are too many",
                Labels.EMPTY,
                dropped);
        errors.forEach((type, count) -> own.counter(
                "plimsoll_collector_errors",
                "Times that a manager could not be shown because it threw or did not answer",
                Labels.of("type", type),
                (double) count.sum()));
        return own.snapshots();
    }

    private static boolean collect(Registration registration, Families families) {
        ManagerId id = registration.id();
        Labels labels = id.name().isEmpty() ? Labels.EMPTY : Labels.of("name", id.name());
        if (!MetricNames.of(id.type()).equals(MetricNames.PREFIX)) {
            families.info(
                    MetricNames.of(id.type()),
                    "Where each manager of type " + id.type() + " comes from",
                    labels.merge(Labels.of("origin", registration.origin())));
        }
        Reading reading = registration.latest();
        if (reading == null) {
            return !registration.failing();
        }
        for (int i = 0; i < reading.figures().size(); i++) {
            collect(
                    id.type(),
                    labels,
                    reading.figures().get(i),
                    reading.values().get(i),
                    families);
        }
        return true;
    }

    private static void collect(String type, Labels labels, Figure figure, @Nullable Object value, Families families) {
        String name = MetricNames.of(type, figure);
        if (value instanceof Histogram histogram) {
            families.histogram(name, figure.help(), HistogramPoints.of(histogram, labels));
        } else if (value instanceof Map<?, ?> byLabel) {
            String label = Names.snakeCase(figure.label());
            byLabel.forEach((key, number) -> sample(
                    figure, name, labels.merge(Labels.of(label, String.valueOf(key))), (Number) number, families));
        } else if (value instanceof String state) {
            figure.states()
                    .forEach(each -> families.gauge(
                            name, figure.help(), labels.merge(Labels.of("state", each)), each.equals(state) ? 1 : 0));
        } else if (value instanceof Number number) {
            sample(figure, name, labels, number, families);
        }
    }

    private static void sample(Figure figure, String name, Labels labels, Number value, Families families) {
        if (figure.kind() == Kind.COUNTER) {
            families.counter(name, figure.help(), labels, value.doubleValue());
        } else {
            families.gauge(name, figure.help(), labels, value.doubleValue());
        }
    }
}
