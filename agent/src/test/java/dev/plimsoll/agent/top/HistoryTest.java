package dev.plimsoll.agent.top;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private long nanos = Long.MAX_VALUE - 5; // nanoTime may overflow at any time
    private final History history = new History(() -> nanos);

    @Test
    void keepsOneValueASecond() {
        assertThat(history.add("pool", 0.1)).containsExactly(0.1);
        pass(Duration.ofMillis(999));
        assertThat(history.add("pool", 0.2)).containsExactly(0.1);
        pass(Duration.ofMillis(1));
        assertThat(history.add("pool", 0.3)).containsExactly(0.1, 0.3);
        assertThat(history.add("memory", 0.9)).containsExactly(0.9);
    }

    @Test
    void forgetsWhatIsOlderThanAMinute() {
        List<Double> minute = List.of();
        for (int i = 0; i < 100; i++) {
            minute = history.add("pool", i);
            pass(Duration.ofSeconds(1));
        }
        assertThat(minute).hasSize(60).startsWith(40.0).endsWith(99.0);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }
}
