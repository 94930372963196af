package dev.plimsoll.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.ManualTicker;
import dev.plimsoll.Plimsoll;
import dev.plimsoll.testing.TeaUrn;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsEndpointTest {
    private static final String HOST = MetricsEndpoint.DEFAULT_HOST;

    private final Plimsoll plimsoll = Plimsoll.create(new ManualTicker());
    private final HttpClient client = HttpClient.newHttpClient();
    private MetricsEndpoint endpoint;

    @BeforeEach
    void start() throws IOException {
        new TeaUrn("main").addTo(plimsoll);
        Scrape.awaitReadings(plimsoll);
        endpoint = MetricsEndpoint.start(plimsoll, HOST, 0);
    }

    @AfterEach
    void close() {
        endpoint.close();
        plimsoll.close();
    }

    @Test
    void servesWhatAnotherParserReads() throws Exception {
        HttpResponse<String> response = send("GET", "/metrics");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
        assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(Scrape.of(response.body()).value("plimsoll_tea_urn_cups_drawn_total", Map.of("name", "main")))
                .isEqualTo(42);
    }

    @Test
    void headHasTheHeadersOnly() throws Exception {
        HttpResponse<String> response = send("HEAD", "/metrics");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers().firstValueAsLong("Content-Length").orElse(0))
                .isGreaterThan(1000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"})
    void onlyReads(String method) throws Exception {
        HttpResponse<String> response = send(method, "/metrics");

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD");
        assertThat(response.body()).doesNotContain("plimsoll_");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/metrics/", "/metricsx", "/-/healthy", "/metrics/../etc"})
    void elsewhereIsNothing(String path) throws Exception {
        HttpResponse<String> response = send("GET", path);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).isEqualTo("the metrics are at /metrics\n");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @Test
    void selectsNamesAndEchoesNothing() throws Exception {
        HttpResponse<String> debug = send("GET", "/metrics?debug=%3Cscript%3E");
        assertThat(debug.statusCode()).isEqualTo(200);
        assertThat(debug.body()).contains("plimsoll_tea_urn_leaf_bytes").doesNotContain("script");
        HttpResponse<String> selected = send("GET", "/metrics?name%5B%5D=plimsoll_tea_urn_fill_ratio");
        assertThat(selected.body()).contains("plimsoll_tea_urn_fill_ratio{name=\"main\"} 0.25");
        assertThat(selected.body()).doesNotContain("leaf_bytes");
    }

    @Test
    void answersOpenMetricsAndGzip() throws Exception {
        HttpResponse<byte[]> response = client.send(
                request("GET", "/metrics")
                        .header("Accept", "application/openmetrics-text;version=1.0.0")
                        .header("Accept-Encoding", "gzip")
                        .build(),
                BodyHandlers.ofByteArray());

        assertThat(response.headers().firstValue("Content-Encoding")).hasValue("gzip");
        GZIPInputStream body = new GZIPInputStream(new ByteArrayInputStream(response.body()));
        assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).endsWith("# EOF\n");
    }

    @Test
    void noExceptionTextLeaves() throws Exception {
        PrometheusRegistry broken = new PrometheusRegistry();
        MultiCollector collector = () -> {
            throw new IllegalStateException("secret-path");
        };
        broken.register(collector);
        try (MetricsEndpoint failing = MetricsEndpoint.start(broken, HOST, 0)) {
            HttpResponse<String> response =
                    client.send(HttpRequest.newBuilder(failing.uri()).build(), BodyHandlers.ofString());

            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.body()).isEqualTo("the metrics could not be collected\n");
        }
    }

    @Test
    void slowClientsDoNotKeepOthersOut() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                Socket socket = new Socket(HOST, endpoint.port());
                slow.add(socket);
                socket.getOutputStream().write("GET /met".getBytes(StandardCharsets.US_ASCII));
            }
            long start = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                assertThat(send("GET", "/metrics").statusCode()).isEqualTo(200);
            }
            // Sooner than the slow ones are given up by themselves.
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void allThreadsAreDaemonsAndGoWhenClosed() throws Exception {
        send("GET", "/metrics");
        assertThat(endpointThreads()).isNotEmpty().allMatch(Thread::isDaemon);
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().contains("HTTP-Dispatcher"))
                .isNotEmpty()
                .allMatch(Thread::isDaemon);

        endpoint.close();

        Awaitility.await().untilAsserted(() -> assertThat(endpointThreads()).isEmpty());
        assertThatThrownBy(() -> send("GET", "/metrics")).isInstanceOf(IOException.class);
        try (MetricsEndpoint again = MetricsEndpoint.start(plimsoll, HOST, endpoint.port())) {
            assertThat(again.port()).isEqualTo(endpoint.port());
        }
    }

    private static List<Thread> endpointThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("plimsoll-http-"))
                .toList();
    }

    @Test
    void aTakenPortIsAnException() {
        assertThatThrownBy(() -> MetricsEndpoint.start(plimsoll, HOST, endpoint.port()))
                .isInstanceOf(BindException.class);
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        return client.send(request(method, path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String method, String path) {
        return HttpRequest.newBuilder(URI.create("http://" + HOST + ":" + endpoint.port() + path))
                .timeout(Duration.ofSeconds(10))
                .method(method, HttpRequest.BodyPublishers.noBody());
    }
}
