package servicedesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.TabularData;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import servicedesk.traffic.TrafficRun;

/** After traffic of which a part vanishes, nothing is left, whoever is asked. */
class TrafficTest {

    /** Far more often than an operator would, so that pings meet every moment of a socket's life. */
    private static final Duration PING = Duration.ofMillis(2);

    private static final Duration SILENCE = Duration.ofSeconds(2);
    private static final MBeanServer JMX = ManagementFactory.getPlatformMBeanServer();

    @TempDir
    Path directory;

    @Test
    void leavesNothingBehind() throws Exception {
        try (Recording recording = new Recording();
                ServiceDesk desk = ServiceDesk.open(new Arguments(0, 0, PING, SILENCE))) {
            for (String event : List.of("ConnectionPool", "SessionManager", "SessionManagerEnded", "WorkOrderQueue")) {
                recording.enable("dev.plimsoll." + event + "Statistics").with("period", "100 ms");
            }
            recording
                    .enable("dev.plimsoll.ResourceTrackerLiveResourcesStatistics")
                    .with("period", "100 ms");
            recording.start();

            Map<String, Long> counts = TrafficRun.run(desk.address(), Duration.ofSeconds(3), SILENCE.plusSeconds(1));

            assertThat(counts).containsEntry("problems", 0L).containsEntry("open", 0L);
            assertThat(counts.get("vanished")).isPositive();
            assertThat(counts.get("refused")).isPositive();
            await().atMost(Duration.ofSeconds(10)).until(() -> desk.sockets() == 0);
            agree(TrafficTest::ofJmx, counts);
            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> agree((figure, label) -> scraped(desk, figure, label), counts));
            Instant quiet = Instant.now().plusSeconds(1); // what the registry reads once a second is past it
            await().atMost(Duration.ofSeconds(10)).ignoreExceptions().untilAsserted(() -> {
                List<RecordedEvent> events = events(recording, quiet);
                agree((figure, label) -> recorded(events, figure, label), counts);
            });
        }
    }

    private static void agree(BiFunction<String, String, Long> view, Map<String, Long> counts) {
        assertThat(view.apply("ConnectionPool.totalConnections", "")).isZero();
        assertThat(view.apply("ConnectionPool.activeConnections", "")).isZero();
        assertThat(view.apply("ResourceTracker.liveResources", "webSocket")).isZero();
        assertThat(view.apply("SessionManager.activeSessions", "")).isZero();
        assertThat(view.apply("WorkOrderQueue.inProgressOrders", "")).isZero();
        assertThat(view.apply("WorkOrderQueue.waitingOrders", "")).isZero();
        assertThat(view.apply("SessionManager.created", "")).isEqualTo(counts.get("welcomed"));
        assertThat(view.apply("SessionManager.ended", "ENDED")).isEqualTo(counts.get("left"));
        assertThat(view.apply("SessionManager.ended", "DISCONNECTED")).isEqualTo(counts.get("vanished"));
        assertThat(view.apply("WorkOrderQueue.completed", "")).isEqualTo(counts.get("completed"));
        assertThat(view.apply("WorkOrderQueue.failed", "")).isEqualTo(counts.get("failed"));
    }

    private static Long ofJmx(String figure, String label) {
        String[] parts = figure.split("\\.");
        try {
            Object value = JMX.getAttribute(
                    new ObjectName("dev.plimsoll:type=" + parts[0] + ",name=desk"), capitalized(parts[1]));
            return value instanceof TabularData table
                    ? (Long) table.get(new Object[] {label}).get("value")
                    : (Long) value;
        } catch (javax.management.JMException e) {
            throw new AssertionError(e);
        }
    }

    private static Long scraped(ServiceDesk desk, String figure, String label) {
        String name =
                figure.replaceAll("(?<=[a-z])(?=[A-Z])", "_").replace('.', '_').toLowerCase(java.util.Locale.ROOT);
        Pattern sample = Pattern.compile(
                "^plimsoll_" + name + "(?:_total)?\\{[^}]*" + (label.isEmpty() ? "" : "\"" + label + "\"")
                        + "[^}]*} (\\S+)",
                Pattern.MULTILINE);
        Matcher matcher = sample.matcher(scrape(desk));
        assertThat(matcher.find()).as(figure).isTrue();
        return (long) Double.parseDouble(matcher.group(1));
    }

    private static String scrape(ServiceDesk desk) {
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(desk.metrics()).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Long recorded(List<RecordedEvent> events, String figure, String label) {
        String[] parts = figure.split("\\.");
        String type = "dev.plimsoll." + parts[0] + (label.isEmpty() ? "" : capitalized(parts[1])) + "Statistics";
        RecordedEvent last = events.stream()
                .filter(event -> event.getEventType().getName().equals(type))
                .filter(event -> label.isEmpty()
                        || List.of("cause", "resource").stream()
                                .anyMatch(field -> event.hasField(field) && label.equals(event.getString(field))))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new AssertionError("no " + type));
        return ((Number) last.getValue(label.isEmpty() ? parts[1] : "value")).longValue();
    }

    private List<RecordedEvent> events(Recording recording, Instant since) throws IOException {
        Path file = Files.createTempFile(directory, "desk", ".jfr");
        recording.dump(file);
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getStartTime().isAfter(since))
                .sorted(java.util.Comparator.comparing(RecordedEvent::getStartTime))
                .toList();
    }

    private static String capitalized(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
