package dev.plimsoll.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;

class SystemMemoryTest {
    @Test
    void filesAndOshiTellTheSame() {
        SystemMemory.Sample files = SystemMemory.ofThisMachine().sample();
        SystemMemory.Sample oshi = new OshiMemory().sample();

        assertThat(files.machineTotal()).isEqualTo(oshi.machineTotal());
        assertThat(files.resident()).isCloseTo(oshi.resident(), withinPercentage(30));
        assertThat(files.machineAvailable()).isCloseTo(oshi.machineAvailable(), withinPercentage(30));
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
