package dev.plimsoll.agent;

import dev.plimsoll.Plimsoll;
import dev.plimsoll.agent.config.Configuration;
import dev.plimsoll.exporter.MetricsEndpoint;
import dev.plimsoll.exporter.PlimsollCollector;
import dev.plimsoll.jfr.JfrStatistics;
import dev.plimsoll.jmx.JmxAccess;
import dev.plimsoll.jmx.JmxView;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/** Starts the views. Each method may fail for want of a module of the JDK, and then only its view is missing. */
final class Views {
    private Views() {}

    static void serveMetrics(Plimsoll plimsoll, Configuration configuration, AgentLog log) throws IOException {
        String host = configuration.text("http.host");
        int port = configuration.number("http.port");
        PrometheusRegistry registry = new PrometheusRegistry();
        registry.register(new PlimsollCollector(plimsoll, configuration.number("http.series")));
        try {
            MetricsEndpoint endpoint = MetricsEndpoint.start(registry, host, port);
            log.info("metrics at " + endpoint.uri());
        } catch (IOException e) {
            throw new IOException(
                    "port " + port + " of " + host + " cannot be used (" + e.getMessage()
                            + "); set http.port to a free one, or to 0",
                    e);
        }
    }

    static void record(Plimsoll plimsoll, AgentLog log) {
        JfrStatistics.open(plimsoll);
        log.info("Flight Recorder statistics are on");
    }

    static void registerMBeans(Plimsoll plimsoll, Configuration configuration, AgentLog log) {
        JmxAccess access = new JmxAccess(configuration.on("jmx.tune"), configuration.on("jmx.cleanup"));
        JmxView.open(plimsoll, ManagementFactory.getPlatformMBeanServer(), access, log::warn);
        log.info("MBeans are registered");
    }
}
