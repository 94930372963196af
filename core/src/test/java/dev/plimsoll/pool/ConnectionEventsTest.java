package dev.plimsoll.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.ManualTicker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionEventsTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void tellWhatHappened(@TempDir Path directory) throws Exception {
        ManualTicker ticker = new ManualTicker();
        Path file = directory.resolve("pool.jfr");
        try (Recording recording = new Recording()) {
            for (String name : List.of("Created", "Evicted", "Closed", "Overdue")) {
                recording.enable("dev.plimsoll.Connection" + name);
            }
            recording.enable("dev.plimsoll.PoolExhausted");
            recording.enable("dev.plimsoll.ConnectionAcquisition").withoutThreshold();
            recording.start();
            use(ticker);
            recording.stop();
            recording.dump(file);
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(file);

        assertThat(named(events, "ConnectionCreated"))
                .singleElement()
                .satisfies(event -> assertThat(event.getString("key")).isEqualTo("db"));
        assertThat(named(events, "ConnectionAcquisition"))
                .extracting(event -> event.getString("outcome"))
                .containsExactly("ACQUIRED", "ACQUIRED", "EXHAUSTED");
        assertThat(named(events, "PoolExhausted"))
                .singleElement()
                .satisfies(event -> assertThat(event.getString("holders"))
                        .contains("db held for")
                        .contains(Thread.currentThread().getName()));
        assertThat(named(events, "ConnectionOverdue")).singleElement().satisfies(event -> {
            assertThat(event.getString("holder"))
                    .contains(Thread.currentThread().getName());
            assertThat(event.getDuration("held")).isEqualTo(Duration.ofSeconds(60));
            assertThat(event.getString("holderStack")).contains("ConnectionEventsTest");
        });
        for (String name : List.of("ConnectionEvicted", "ConnectionClosed")) {
            assertThat(named(events, name))
                    .singleElement()
                    .satisfies(event -> assertThat(event.getString("cause")).isEqualTo("EVICTED"));
        }
    }

    private static void use(ManualTicker ticker) throws Exception {
        try (ConnectionPool<String, Object> pool = ConnectionPool.<String, Object>builder("orders", key -> new Object())
                .maximumSize(1)
                .holdLimit(Duration.ofSeconds(60))
                .ticker(ticker)
                .build()) {
            pool.acquire("db", SOON).close();
            try (Lease<Object> lease = pool.acquire("db", SOON)) {
                ticker.tick();
                ticker.advance(Duration.ofSeconds(59));
                ticker.advance(Duration.ofSeconds(1));
                assertThatThrownBy(() -> pool.acquire("db", Duration.ZERO))
                        .isInstanceOf(ConnectionUnavailableException.class);
                await().pollDelay(Duration.ZERO).until(() -> overdueReported());
                assertThat(lease.connection()).isNotNull();
            }
            pool.drain();
        }
    }

    /** The report is written by a thread of the pool, which then waits for more to do. */
    private static boolean overdueReported() {
        return Stream.of(Thread.getAllStackTraces().keySet().toArray(Thread[]::new))
                .filter(thread -> thread.getName().startsWith("plimsoll-pool-orders"))
                .allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING);
    }

    private static List<RecordedEvent> named(List<RecordedEvent> events, String name) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals("dev.plimsoll." + name))
                .toList();
    }
}
