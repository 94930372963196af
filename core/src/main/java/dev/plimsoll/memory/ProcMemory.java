package dev.plimsoll.memory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads Linux's {@code /proc}: two small files, no native code, no child process. */
final class ProcMemory implements SystemMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path MEMINFO = Path.of("/proc/meminfo");

    static boolean available() {
        return Files.isReadable(STATUS) && Files.isReadable(MEMINFO);
    }

    @Override
    public Sample sample() {
        try {
            String machine = Files.readString(MEMINFO, StandardCharsets.ISO_8859_1);
            return new Sample(
                    bytes(Files.readString(STATUS, StandardCharsets.ISO_8859_1), "VmRSS:"),
                    bytes(machine, "MemTotal:"),
                    bytes(machine, "MemAvailable:"));
        } catch (IOException e) {
            return Sample.UNKNOWN;
        }
    }

    /** Finds a line such as {@code VmRSS:   1234 kB}. */
    static @Nullable Long bytes(String file, String key) {
        int line = file.startsWith(key) ? 0 : file.indexOf("\n" + key) + 1;
        if (line == 0 && !file.startsWith(key)) {
            return null;
        }
        int unit = file.indexOf(" kB", line);
        String digits =
                unit < 0 ? "" : file.substring(line + key.length(), unit).strip();
        return digits.isEmpty() ? null : Long.parseLong(digits) * 1024;
    }
}
