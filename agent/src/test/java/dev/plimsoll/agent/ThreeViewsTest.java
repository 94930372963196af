package dev.plimsoll.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import jdk.jfr.consumer.RecordingFile;
import org.hawkular.agent.prometheus.PrometheusDataFormat;
import org.hawkular.agent.prometheus.PrometheusScraper;
import org.hawkular.agent.prometheus.types.Gauge;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmc.common.item.IAccessorKey;
import org.openjdk.jmc.common.item.IItem;
import org.openjdk.jmc.common.item.IItemIterable;
import org.openjdk.jmc.common.item.IType;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;

/** One adopted pool, asked for the same figure through JMX, by parsers of Prometheus and JFR that are not ours. */
class ThreeViewsTest {
    private static final String EVENT = "dev.plimsoll.ConnectionPoolStatistics";
    private static final Pattern METRICS = Pattern.compile("http://\\S+/metrics");

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("dev.plimsoll.agent.ChildJvm#jdks")
    void tellTheSameOfAnUnchangedApplication(Path jdk) throws Exception {
        Path log = directory.resolve("agent.log");
        String recording = "-XX:StartFlightRecording:name=views,+" + EVENT + "#period=100ms";
        try (ChildJvm child = ChildJvm.start(
                                jdk, "app.PoolApp", ChildJvm.agent("http.port=0,log.file=" + log), recording)
                        .awaitReady();
                JMXConnector connector = connect(child)) {
            MBeanServerConnection server = connector.getMBeanServerConnection();
            ObjectName pool = new ObjectName("dev.plimsoll:type=ConnectionPool,name=orders");
            Waiting.until(() -> server.isRegistered(pool));
            double total = ((Number) server.getAttribute(pool, "TotalConnections")).doubleValue();

            Waiting.until(() -> total == scraped(log, "plimsoll_connection_pool_total_connections"));
            Waiting.until(() -> recorded(dump(server)).contains(total));
            assertThat(seenByMissionControl(dump(server))).contains(total);
        }
    }

    private static JMXConnector connect(ChildJvm child) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(String.valueOf(child.pid()));
        try {
            return JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
        } finally {
            machine.detach();
        }
    }

    private double scraped(Path log, String name) throws Exception {
        Matcher url = METRICS.matcher(ChildJvm.read(log));
        if (!url.find()) {
            return Double.NaN;
        }
        Path text = Files.createTempFile(directory, "scrape", ".txt");
        HttpRequest request = HttpRequest.newBuilder(URI.create(url.group())).build();
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofFile(text));
        return new PrometheusScraper(text.toFile(), PrometheusDataFormat.TEXT)
                .scrape().stream()
                        .filter(family -> family.getName().equals(name))
                        .flatMap(family -> family.getMetrics().stream())
                        .filter(metric -> "orders".equals(metric.getLabels().get("name")))
                        .mapToDouble(metric -> ((Gauge) metric).getValue())
                        .findFirst()
                        .orElse(Double.NaN);
    }

    private Path dump(MBeanServerConnection server) throws Exception {
        Path file = Files.createTempFile(directory, "views", ".jfr");
        String[] arguments = {"name=views", "filename=" + file};
        server.invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "jfrDump",
                new Object[] {arguments},
                new String[] {String[].class.getName()});
        return file;
    }

    private static List<Double> recorded(Path file) throws Exception {
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals(EVENT))
                .map(event -> event.getDouble("totalConnections"))
                .toList();
    }

    private static List<Double> seenByMissionControl(Path file) throws Exception {
        List<Double> values = new ArrayList<>();
        for (IItemIterable items : JfrLoaderToolkit.loadEvents(file.toFile())) {
            IType<IItem> type = items.getType();
            if (!type.getIdentifier().equals(EVENT)) {
                continue;
            }
            for (IAccessorKey<?> key : type.getAccessorKeys().keySet()) {
                if (key.getIdentifier().equals("totalConnections")) {
                    items.forEach(item ->
                            values.add(((IQuantity) type.getAccessor(key).getMember(item)).doubleValue()));
                }
            }
        }
        return values;
    }
}
