package dev.plimsoll.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

class SystemMemoryTest {
    @Test
    void filesAndOshiTellTheSame() {
        SystemMemory files = SystemMemory.ofThisMachine();
        SystemMemory oshi = new OshiMemory();

        assertThat(files.sample().machineTotal()).isEqualTo(oshi.sample().machineTotal());
        // The heap grows and others come and go meanwhile, so the two must meet once, not at the first try.
        await().untilAsserted(() -> {
            assertThat(files.sample().resident()).isCloseTo(oshi.sample().resident(), withinPercentage(10));
            assertThat(files.sample().machineAvailable())
                    .isCloseTo(oshi.sample().machineAvailable(), withinPercentage(10));
        });
    }

    @Test
    void findsALineWhereverItStands() {
        String file = "MemTotal:       16 kB\nMemFree:         3 kB\nHugePages_Total:  0\n";

        assertThat(ProcMemory.bytes(file, "MemTotal:")).isEqualTo(16 * 1024);
        assertThat(ProcMemory.bytes(file, "MemFree:")).isEqualTo(3 * 1024);
        assertThat(ProcMemory.bytes(file, "Total:")).isNull();
        assertThat(ProcMemory.bytes("", "MemTotal:")).isNull();
    }
}
