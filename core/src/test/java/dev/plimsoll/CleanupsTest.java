package dev.plimsoll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CleanupsTest {
    private static final ManagerId ID = new ManagerId("Harbour", "north");

    private final ManualTicker ticker = new ManualTicker();

    @Test
    void tellsWhatWasDone() {
        Cleanups cleanups = new Cleanups(ID, ticker, run -> {
            run.removed(100);
            run.removed();
            ticker.advance(Duration.ofMillis(5));
        });

        CleanupResult result = cleanups.run(CleanupCause.OPERATOR);

        assertThat(result.manager()).isEqualTo(ID);
        assertThat(result.items()).isEqualTo(2);
        assertThat(result.bytes()).isEqualTo(100);
        assertThat(result.duration()).isEqualTo(Duration.ofMillis(5));
        assertThat(result.message()).isEqualTo("removed 2 items");
    }

    @Test
    void knowsNoBytesWhereThereAreNoSizes() {
        assertThat(new Cleanups(ID, ticker, CleanupRun::removed)
                        .run(CleanupCause.PRESSURE)
                        .bytes())
                .isNull();
    }

    @Test
    void everyRunHasItsOwnId() {
        Cleanups cleanups = new Cleanups(ID, ticker, run -> {});

        assertThat(List.of(
                        cleanups.run(CleanupCause.SCHEDULE).id(),
                        cleanups.run(CleanupCause.SCHEDULE).id()))
                .doesNotHaveDuplicates();
    }

    @Test
    void aBodyThatThrowsIsAFailureInTheResult() {
        Cleanups cleanups = new Cleanups(ID, ticker, run -> {
            run.removed();
            throw new StackOverflowError("deep");
        });

        CleanupResult result = cleanups.run(CleanupCause.OPERATOR);

        assertThat(result.items()).isOne();
        assertThat(result.failures()).isOne();
        assertThat(result.message()).contains("deep");
    }

    @Test
    void countsEverythingByCause() {
        Cleanups cleanups = new Cleanups(ID, ticker, run -> run.removed(7));
        cleanups.run(CleanupCause.OPERATOR);
        cleanups.run(CleanupCause.PRESSURE);
        cleanups.run(CleanupCause.PRESSURE);

        CleanupStats stats = cleanups.stats();

        assertThat(stats.cleanups())
                .containsEntry(CleanupCause.PRESSURE, 2L)
                .containsEntry(CleanupCause.OPERATOR, 1L)
                .containsEntry(CleanupCause.SHUTDOWN, 0L);
        assertThat(stats.cleanupItems()).isEqualTo(3);
        assertThat(stats.cleanupBytes()).isEqualTo(21);
    }
}
