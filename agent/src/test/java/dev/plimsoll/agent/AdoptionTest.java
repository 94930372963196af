package dev.plimsoll.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.Attribute;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A pool of an unchanged application is seen through JMX and in the scrape. */
class AdoptionTest {
    private static final String SERIES = "plimsoll_connection_pool_active_connections{name=\"orders\"} 1.0";

    private static final Pattern METRICS_AT = Pattern.compile("metrics at (http://\\S+)");

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("dev.plimsoll.agent.ChildJvm#jdks")
    void atStart(Path jdk) throws Exception {
        Path log = directory.resolve("agent.log");
        try (ChildJvm child = ChildJvm.start(jdk, "app.PoolApp", ChildJvm.agent("http.port=0,log.file=" + log))
                .awaitReady()) {
            assertScraped(log);
            assertSeenInJmx(child);
            assertThat(child.end(0)).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.plimsoll.agent.ChildJvm#jdks")
    void afterALateAttachAndOnlyOnce(Path jdk) throws Exception {
        Path log = directory.resolve("agent.log");
        String configuration = "http.port=0,banner=off,discovery.window=1s,log.file=" + log;
        try (ChildJvm child = ChildJvm.start(jdk, "app.PoolApp").awaitReady()) {
            attach(jdk, child, configuration);
            assertScraped(log);
            assertSeenInJmx(child);
            attach(jdk, child, "http.port=0");
            Waiting.until(() -> ChildJvm.read(log).contains("attached again with 'http.port=0'"));
            assertThat(child.end(0)).isZero();
            assertThat(child.out()).isEqualTo("valid true\nready\n");
            assertThat(child.err().lines().filter(line -> !line.startsWith("WARNING: ")))
                    .containsExactly("ends");
        }
        assertThat(ChildJvm.read(log).lines().filter(line -> line.contains("metrics at")))
                .hasSize(1);
        assertThat(ChildJvm.read(log).lines().filter(line -> line.contains("adopted")))
                .hasSize(1);
    }

    @Test
    void behindAClassLoaderThatDelegatesNothingButJava() throws IOException {
        Path log = directory.resolve("agent.log");
        Path file = Files.writeString(directory.resolve("plimsoll.yaml"), """
                http: {port: 0}
                log: {file: %s}
                adopt:
                - type: ConnectionPool
                  class: app.NarrowPool
                  name: label
                  stats: {activeConnections: busy}
                """.formatted(log));
        try (ChildJvm child = ChildJvm.start(
                        Path.of(System.getProperty("java.home")),
                        "app.NarrowLoaderApp",
                        ChildJvm.agent(file.toString()))
                .awaitReady()) {
            assertThat(child.out()).contains("java.lang open to the application: false");
            Waiting.until(() -> ChildJvm.read(log).contains("adopted ConnectionPool/narrow (app.NarrowPool)"));
        }
    }

    @Test
    void aScrapeHasNoMoreSeriesThanConfigured() throws Exception {
        Path log = directory.resolve("agent.log");
        String configuration = "http.port=0,http.series=3,log.file=" + log;
        try (ChildJvm child = ChildJvm.start(
                        Path.of(System.getProperty("java.home")), "app.PoolApp", ChildJvm.agent(configuration))
                .awaitReady()) {
            Waiting.until(() -> ChildJvm.read(log).contains("adopted ConnectionPool/orders"));
            Waiting.until(
                    () -> scrape(log).lines().anyMatch(line -> line.matches("plimsoll_scrape_dropped_series [1-9].*")));

            assertThat(scrape(log)
                            .lines()
                            .filter(line -> line.startsWith("plimsoll_"))
                            .filter(line -> !line.matches("plimsoll_(build|scrape|collector).*")))
                    .hasSize(3);
        }
    }

    private static void attach(Path jdk, ChildJvm child, String configuration) {
        List<String> command = List.of(
                jdk.resolve("bin/java").toString(),
                "-jar",
                ChildJvm.AGENT.toString(),
                "attach",
                "--wait=60",
                String.valueOf(child.pid()),
                configuration);
        try (ChildJvm commandLine = ChildJvm.launch(command, Map.of())) {
            assertThat(commandLine.await()).as(commandLine::err).isZero();
        }
    }

    private static void assertScraped(Path log) {
        Waiting.until(() -> scrape(log).contains(SERIES));
    }

    /** Asks where the log says; empty as long as it does not. */
    static String scrape(Path log) throws Exception {
        Matcher found = METRICS_AT.matcher(ChildJvm.read(log));
        if (!found.find()) {
            return "";
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(found.group(1))).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static void assertSeenInJmx(ChildJvm child) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(String.valueOf(child.pid()));
        String address = machine.startLocalManagementAgent();
        machine.detach();
        try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(address))) {
            MBeanServerConnection server = connector.getMBeanServerConnection();
            ObjectName pool = new ObjectName("dev.plimsoll:type=ConnectionPool,name=orders");
            Waiting.until(() -> server.isRegistered(pool));
            assertThat(server.getAttribute(pool, "ActiveConnections")).isIn(1L, 2L);
            assertThat(server.getAttribute(pool, "MaximumSize")).isEqualTo(7L);
            assertThat(server.getMBeanInfo(pool).getAttributes())
                    .as("what HikariCP cannot tell is not there")
                    .noneMatch(attribute -> attribute.getName().equals("Acquired"));

            server.setAttribute(pool, new Attribute("MaximumSize", 9L));
            assertThat(server.getAttribute(pool, "MaximumSize")).isEqualTo(9L);
            assertThatThrownBy(() -> server.setAttribute(pool, new Attribute("MaximumSize", 0L)))
                    .hasStackTraceContaining("between 1 and 10000");
            assertThatThrownBy(() -> server.setAttribute(pool, new Attribute("MinimumIdle", 10L)))
                    .hasStackTraceContaining("it must not be above maximumSize = 9");

            CompositeData result = (CompositeData) server.invoke(pool, "cleanup", new Object[0], new String[0]);
            assertThat(result.get("items")).isEqualTo(0L);
            assertThat((String) result.get("message"))
                    .isEqualTo("removed 0 items; com.zaxxer.hikari.HikariDataSource offers only"
                            + " softEvictConnections(), which is of policy 'full' and is never run on request");
        }
    }
}
