package dev.plimsoll.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.ManualTicker;
import dev.plimsoll.Plimsoll;
import dev.plimsoll.Setting;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class MemoryManagerTest {
    private final ManualTicker ticker = new ManualTicker();
    private final AtomicReference<SystemMemory.Sample> sample =
            new AtomicReference<>(new SystemMemory.Sample(10L, 100L, 90L));

    private MemoryManager manager() {
        return MemoryManager.builder().ticker(ticker).build(sample::get);
    }

    @Test
    void liveHeapIsKnownAfterACollectionOfTheOldGeneration() {
        try (MemoryManager memory = manager()) {
            byte[] live = new byte[64 << 20];
            System.gc();
            await().untilAsserted(() -> {
                ticker.tick();
                assertThat(memory.stats().oldCollections()).isPositive();
            });

            MemoryStats stats = memory.stats();
            assertThat(stats.liveHeap()).isBetween((long) live.length, stats.maximumHeap());
            assertThat(stats.heapUtilization())
                    .isCloseTo((double) stats.liveHeap() / stats.maximumHeap(), within(1e-9));
        }
    }

    @Test
    void theLevelFollowsTheMarksWithHysteresis() {
        try (MemoryManager memory = manager()) {
            assertThat(levelAt(memory, 79)).isEqualTo(PressureLevel.NORMAL);
            assertThat(levelAt(memory, 80)).isEqualTo(PressureLevel.ELEVATED);
            assertThat(levelAt(memory, 70)).isEqualTo(PressureLevel.ELEVATED);
            assertThat(levelAt(memory, 95)).isEqualTo(PressureLevel.CRITICAL);
            assertThat(levelAt(memory, 80)).isEqualTo(PressureLevel.CRITICAL);
            assertThat(levelAt(memory, 79)).isEqualTo(PressureLevel.ELEVATED);
            assertThat(levelAt(memory, 69)).isEqualTo(PressureLevel.NORMAL);
        }
    }

    @Test
    void whatTheSystemDoesNotTellIsAbsent() {
        sample.set(SystemMemory.Sample.UNKNOWN);
        try (MemoryManager memory = manager()) {
            assertThat(memory.stats().resident()).isNull();
            assertThat(memory.stats().residentUtilization()).isNull();
            assertThat(memory.stats().level()).isEqualTo(PressureLevel.NORMAL);
        }
    }

    @Test
    void thereIsNoOverallUtilizationWhileThatOfTheHeapIsUnknown() {
        try (MemoryManager memory = manager()) {
            assertThat(memory.stats().heapUtilization()).isNull();
            assertThat(memory.stats().residentUtilization()).isEqualTo(0.1);
            assertThat(memory.stats().utilization()).isNull();
        }
    }

    @Test
    void aPercentageIsNotARatio() {
        assertThatThrownBy(() -> MemoryManager.builder().marks(0.7, 80, 0.95).build())
                .hasMessageContaining("highMark = 80.0")
                .hasMessageContaining("between 0.0 and 1.0");
    }

    @Test
    @SuppressWarnings("unchecked")
    void marksStayInOrder() {
        try (MemoryManager memory = manager()) {
            Setting<Double> high =
                    (Setting<Double>) memory.settings().find("highMark").orElseThrow();

            assertThatThrownBy(() -> high.set(0.96, "test")).hasMessageContaining("marks must ascend");
            assertThat(high.get()).isEqualTo(0.80);
        }
    }

    @Test
    void registersWithAllItsFigures() {
        try (Plimsoll plimsoll = Plimsoll.create(ticker);
                MemoryManager memory = manager()) {
            assertThat(plimsoll.add(memory).read().value("level")).isEqualTo("NORMAL");
        }
    }

    private PressureLevel levelAt(MemoryManager memory, long resident) {
        sample.set(new SystemMemory.Sample(resident, 100L, 0L));
        ticker.tick();
        return memory.stats().level();
    }
}
