package dev.plimsoll.agent.cli;

import com.sun.tools.attach.VirtualMachine;
import dev.plimsoll.agent.boot.Arguments;
import dev.plimsoll.agent.boot.LogFile;
import dev.plimsoll.agent.boot.Lookup;
import dev.plimsoll.agent.config.ConfigurationFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What the log of the agent in another JVM gains. It is where the agent there would put it. */
final class TargetLog {
    private static final long POLL_MILLIS = 20;

    private final Path file;
    private final long before;

    private TargetLog(Path file) throws IOException {
        this.file = file;
        this.before = size(file);
    }

    /** Finds it before the agent is loaded. */
    static TargetLog of(VirtualMachine machine, String pid, @Nullable String argument) throws IOException {
        Properties properties = machine.getSystemProperties();
        LogFile log = LogFile.choose(
                configured(properties, pid, argument),
                properties.getProperty("user.dir", "."),
                properties.getProperty("java.io.tmpdir", "/tmp"),
                pid);
        return new TargetLog(Path.of(log.path()));
    }

    Path path() {
        return file;
    }

    /** Returns what was gained until the start was complete or the time is over. */
    List<LogLine> awaitStart(Duration limit) throws IOException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        List<LogLine> lines = gained();
        while (lines.stream().noneMatch(LogLine::isEnd) && System.nanoTime() - end < 0) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            lines = gained();
        }
        return lines;
    }

    private List<LogLine> gained() throws IOException {
        if (size(file) <= before) {
            return List.of();
        }
        byte[] all = Files.readAllBytes(file);
        int from = (int) Math.min(before, all.length);
        return new String(all, from, all.length - from, StandardCharsets.UTF_8)
                .lines()
                .map(LogLine::of)
                .flatMap(Optional::stream)
                .toList();
    }

    /** The order is that of {@link Lookup}. */
    private static @Nullable String configured(Properties properties, String pid, @Nullable String argument) {
        String key = "log.file";
        String value = properties.getProperty(Lookup.property(key));
        if (value == null) {
            value = environment(pid, Lookup.variable(key));
        }
        Arguments arguments = new Arguments(argument);
        if (value == null) {
            value = arguments.values().get(key);
        }
        String yaml = arguments.file();
        return value == null && yaml != null
                ? ConfigurationFile.read(yaml).values().get(key)
                : value;
    }

    /** Only Linux tells; elsewhere it is as if there were none. */
    private static @Nullable String environment(String pid, String variable) {
        try {
            String all = Files.readString(Path.of("/proc", pid, "environ"), StandardCharsets.ISO_8859_1);
            return Arrays.stream(all.split("\0"))
                    .filter(entry -> entry.startsWith(variable + "="))
                    .map(entry -> entry.substring(variable.length() + 1))
                    .findFirst()
                    .orElse(null);
        } catch (IOException e) {
            return null;
        }
    }

    private static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }
}
