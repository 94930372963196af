package dev.plimsoll.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.CleanupCause;
import dev.plimsoll.ManualTicker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionEventsTest {
    @Test
    void areReadBack(@TempDir Path directory) throws IOException {
        ManualTicker ticker = new ManualTicker();
        Path file = directory.resolve("sessions.jfr");
        try (Recording recording = new Recording();
                SessionManager sessions = SessionManager.builder("events")
                        .ticker(ticker)
                        .maximumSessions(1)
                        .build()) {
            recording.start();
            sessions.create("secret", Map.of());
            assertThatThrownBy(() -> sessions.create("more", Map.of())).isNotNull();
            ticker.advance(Duration.ofHours(1));
            sessions.endIdle(Duration.ZERO, 1, CleanupCause.PRESSURE);
            recording.dump(file);
        }

        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        RecordedEvent started = only(events, "SessionStarted");
        assertThat(started.getString("managerName")).isEqualTo("events");
        assertThat(started.getString("sessionHash")).isEqualTo("2bb80d53");
        RecordedEvent rejected = only(events, "SessionRejected");
        assertThat(rejected.getString("reason")).isEqualTo("LIMIT");
        assertThat(rejected.getInt("maximumSessions")).isEqualTo(1);
        RecordedEvent ended = only(events, "SessionEnded");
        assertThat(ended.getString("cause")).isEqualTo("PRESSURE");
        assertThat(ended.getDuration("age")).isEqualTo(Duration.ofHours(1));
        assertThat(ended.getLong("cleanupId")).isEqualTo(only(events, "Cleanup").getLong("cleanupId"));
    }

    private static RecordedEvent only(List<RecordedEvent> events, String name) {
        List<RecordedEvent> found = events.stream()
                .filter(event -> event.getEventType().getName().equals("dev.plimsoll." + name))
                .filter(event -> event.getString("managerName").equals("events"))
                .toList();
        assertThat(found).as(name).hasSize(1);
        return found.get(0);
    }
}
