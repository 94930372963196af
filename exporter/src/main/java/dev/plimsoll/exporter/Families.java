package dev.plimsoll.exporter;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The families of one scrape while they are collected, up to a number of series. For one thread. */
final class Families {
    private enum Type {
        COUNTER,
        GAUGE,
        HISTOGRAM,
        INFO;

        List<String> suffixes() {
            return switch (this) {
                case COUNTER -> List.of("", "_total");
                case GAUGE -> List.of("");
                case HISTOGRAM -> List.of("", "_bucket", "_count", "_sum");
                case INFO -> List.of("", "_info");
            };
        }
    }

    private record Family(String name, Type type, String help, List<DataPointSnapshot> points) {
        MetricSnapshot snapshot() {
            MetricMetadata metadata = new MetricMetadata(name, help);
            return switch (type) {
                case COUNTER -> new CounterSnapshot(metadata, all(CounterDataPointSnapshot.class));
                case GAUGE -> new GaugeSnapshot(metadata, all(GaugeDataPointSnapshot.class));
                case HISTOGRAM -> new HistogramSnapshot(metadata, all(HistogramDataPointSnapshot.class));
                case INFO -> new InfoSnapshot(metadata, all(InfoDataPointSnapshot.class));
            };
        }

        private <P> List<P> all(Class<P> pointType) {
            return points.stream().map(pointType::cast).toList();
        }
    }

    private final int seriesCap;
    private final Map<String, Family> byName = new LinkedHashMap<>();
    private final Map<String, String> ownerByExposedName = new HashMap<>();
    private int series;
    private int dropped;

    Families(int seriesCap) {
        this.seriesCap = seriesCap;
    }

    void counter(String name, String help, Labels labels, double value) {
        add(name, Type.COUNTER, help, new CounterDataPointSnapshot(value, labels, null, 0L), 1);
    }

    void gauge(String name, String help, Labels labels, double value) {
        add(name, Type.GAUGE, help, new GaugeDataPointSnapshot(value, labels, null), 1);
    }

    void info(String name, String help, Labels labels) {
        add(name, Type.INFO, help, new InfoDataPointSnapshot(labels), 1);
    }

    void histogram(String name, String help, HistogramDataPointSnapshot point) {
        add(name, Type.HISTOGRAM, help, point, HistogramPoints.series(point));
    }

    /** Returns how many series did not fit. */
    int dropped() {
        return dropped;
    }

    MetricSnapshots snapshots() {
        return new MetricSnapshots(
                byName.values().stream().map(Family::snapshot).toList());
    }

    private void add(String name, Type type, String help, DataPointSnapshot point, int pointSeries) {
        if (series + pointSeries > seriesCap) {
            dropped += pointSeries;
            return;
        }
        Family family = byName.get(name);
        if (family == null) {
            family = new Family(name, type, help, new ArrayList<>());
            claimNames(family);
            byName.put(name, family);
        }
        if (family.type() != type) {
            throw new IllegalArgumentException(name + " is a " + family.type() + " already, not a " + type);
        }
        family.points().add(point);
        series += pointSeries;
    }

    private void claimNames(Family family) {
        List<String> exposed = family.type().suffixes().stream()
                .map(suffix -> family.name() + suffix)
                .toList();
        for (String name : exposed) {
            String owner = ownerByExposedName.getOrDefault(name, family.name());
            if (!owner.equals(family.name())) {
                throw new IllegalArgumentException(name + " belongs to " + owner + " already");
            }
        }
        exposed.forEach(name -> ownerByExposedName.put(name, family.name()));
    }
}
