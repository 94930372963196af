package dev.plimsoll.agent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The agent's own log. The file exists from the first line on, belongs to its owner alone, and ends at a size; nothing
 * that goes wrong with it is told anybody. Thread-safe.
 */
final class AgentLog {
    private static final int MAX_BYTES = 1 << 20;
    private static final List<String> LEVELS = List.of("error", "warn", "info");

    /** Of constant width, unlike what an {@link Instant} prints. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Path file;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile int level = LEVELS.indexOf("info");
    private int written;

    AgentLog(Path file) {
        this.file = file;
    }

    void level(String name) {
        level = LEVELS.indexOf(name);
    }

    Path file() {
        return file;
    }

    /** Written whatever the level is: when the agent starts, is started or is attached once more. */
    void always(String line) {
        append("info", line);
    }

    void error(String line) {
        write("error", line);
    }

    void warn(String line) {
        write("warn", line);
    }

    void info(String line) {
        write("info", line);
    }

    private void write(String name, String line) {
        if (LEVELS.indexOf(name) > level) {
            return;
        }
        append(name, line);
    }

    private void append(String name, String line) {
        String oneLine = TIME.format(Instant.now()) + " " + name + " "
                + line.replace('\n', ' ').replace('\r', ' ') + "\n";
        lock.lock();
        try {
            if (written < MAX_BYTES) {
                append(written + oneLine.length() < MAX_BYTES ? oneLine : "the log is full, nothing more follows\n");
                written += oneLine.length();
            }
        } catch (IOException | RuntimeException e) {
            written = MAX_BYTES;
        } finally {
            lock.unlock();
        }
    }

    private void append(String text) throws IOException {
        Set<OpenOption> options = Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.APPEND,
                LinkOption.NOFOLLOW_LINKS);
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try (SeekableByteChannel channel = Files.newByteChannel(file, options, attributes)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
