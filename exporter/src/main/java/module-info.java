/** Every manager as Prometheus metrics, and an HTTP endpoint for them. */
module dev.plimsoll.exporter {
    requires transitive dev.plimsoll.core;
    requires transitive io.prometheus.metrics.model;
    requires io.prometheus.metrics.config;
    requires io.prometheus.metrics.exporter.httpserver;
    requires jdk.httpserver;
    requires static org.jspecify;

    exports dev.plimsoll.exporter;
}
