package dev.plimsoll.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.ManualTicker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkOrderEventsTest {
    @Test
    void tellOfEachRefusalFailureAndArchival(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("orders.jfr");
        ManualTicker ticker = new ManualTicker();
        try (Recording recording = new Recording();
                WorkOrderQueue<String> queue = WorkOrderQueue.builder("events", new InMemoryArchive<String>())
                        .ticker(ticker)
                        .capacity(1)
                        .maximumAttempts(2)
                        .build()) {
            recording.enable("dev.plimsoll.WorkOrderRejected");
            recording.enable("dev.plimsoll.WorkOrderFailed");
            recording.enable("dev.plimsoll.WorkOrderArchived");
            recording.start();
            queue.offer(WorkOrder.of("a", 7, ""));
            queue.offer(WorkOrder.of("b", 8, ""));
            queue.poll();
            ticker.advance(Duration.ofSeconds(3));
            queue.fail("a", "no paper");
            queue.poll();
            queue.complete("a");
            await().until(() -> queue.stats().totalOrders() == 0);
            recording.stop();
            recording.dump(file);
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(file);

        RecordedEvent rejected = only(events, "dev.plimsoll.WorkOrderRejected");
        assertThat(rejected.getString("managerName")).isEqualTo("events");
        assertThat(rejected.getString("orderId")).isEqualTo("b");
        assertThat(rejected.getString("reason")).isEqualTo("FULL");
        assertThat(rejected.getInt("priority")).isEqualTo(8);
        assertThat(rejected.getLong("liveOrders")).isEqualTo(1);
        RecordedEvent failed = only(events, "dev.plimsoll.WorkOrderFailed");
        assertThat(failed.getString("failure")).isEqualTo("no paper");
        assertThat(failed.getInt("attempt")).isOne();
        assertThat(failed.getDuration("held")).isEqualTo(Duration.ofSeconds(3));
        assertThat(failed.getBoolean("deadLetter")).isFalse();
        RecordedEvent archived = only(events, "dev.plimsoll.WorkOrderArchived");
        assertThat(archived.getString("outcome")).isEqualTo("COMPLETED");
        assertThat(archived.getInt("attempts")).isEqualTo(2);
        assertThat(archived.getDuration("age")).isEqualTo(Duration.ofSeconds(3));
    }

    private static RecordedEvent only(List<RecordedEvent> events, String name) {
        List<RecordedEvent> found = events.stream()
                .filter(event -> event.getEventType().getName().equals(name))
                .toList();
        assertThat(found).as(name).hasSize(1);
        return found.get(0);
    }
}
