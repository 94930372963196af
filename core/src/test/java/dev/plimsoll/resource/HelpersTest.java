package dev.plimsoll.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.ManualTicker;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sound.sampled.Line;
import javax.sound.sampled.LineListener;
import javax.sound.sampled.Port;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HelpersTest {
    private final ManualTicker ticker = new ManualTicker();
    private final ResourceTracker tracker =
            ResourceTracker.builder("helpers").ticker(ticker).build();

    @AfterEach
    void close() {
        tracker.close();
    }

    @Test
    void aFileIsOpenUntilItIsReleased(@TempDir Path directory) throws Exception {
        Path file = Files.write(directory.resolve("log"), new byte[42]);
        FileChannel channel;
        try (Tracked<FileChannel> tracked = TrackedFiles.open(tracker, file, StandardOpenOption.WRITE);
                Tracked<FileChannel> again = TrackedFiles.open(tracker, file, StandardOpenOption.READ)) {
            channel = tracked.get();
            channel.write(ByteBuffer.wrap(new byte[8]));
            assertThat(again.get().isOpen()).isTrue();
            assertThat(tracker.stats().liveResources()).containsEntry("file", 2L);
            assertThat(tracker.stats().liveBytes()).containsEntry("file", 84L);
            assertThat(tracked.handle().usage().metadata()).containsEntry("path", file.toString());
        }
        assertThat(channel.isOpen()).isFalse();
        assertThat(tracker.stats().liveResources()).containsEntry("file", 0L);
        assertThatThrownBy(() -> TrackedFiles.open(tracker, directory.resolve("none")))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void temporaryFilesAndDirectoriesAreDeletedOnRelease(@TempDir Path elsewhere) throws Exception {
        Path kept = Files.writeString(elsewhere.resolve("kept"), "x");
        Path file;
        Path tree;
        try (Tracked<Path> temporary = TrackedFiles.temporaryFile(tracker, "plimsoll", ".wav");
                Tracked<Path> directory = TrackedFiles.temporaryDirectory(tracker, "plimsoll")) {
            file = temporary.get();
            tree = directory.get();
            Files.createDirectories(tree.resolve("a/b"));
            Files.writeString(tree.resolve("a/b/c"), "x");
            Files.createSymbolicLink(tree.resolve("link"), elsewhere);
            assertThat(file).exists().hasFileName(file.getFileName().toString());
            assertThat(tracker.stats().liveResources())
                    .containsEntry("temporaryFile", 1L)
                    .containsEntry("temporaryDirectory", 1L);
        }
        assertThat(file).doesNotExist();
        assertThat(tree).doesNotExist();
        assertThat(kept).exists();
    }

    @Test
    void anIdleTemporaryFileIsDeleted() throws Exception {
        Path file = TrackedFiles.temporaryFile(tracker, "plimsoll", ".tmp").get();

        ticker.advance(Duration.ofMinutes(5));

        await().until(() -> Files.notExists(file));
    }

    @Test
    void aClosedTrackerLeavesNoTemporaryFile(@TempDir Path directory) throws Exception {
        Path file = Files.createFile(directory.resolve("x"));
        tracker.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> Tracked.ofOwn(tracker.resource("x", "file"), file, () -> Files.delete(file)));

        assertThat(file).doesNotExist();
    }

    @Test
    void aDroppedObjectIsALeak() {
        drop();

        await().until(() -> {
            System.gc();
            ticker.tick();
            return tracker.stats().leaked().getOrDefault("stream", 0L) == 1;
        });
    }

    private void drop() {
        Tracked.of(tracker, "dropped", "stream", 0, Map.of(), new java.io.ByteArrayInputStream(new byte[0]));
    }

    @Test
    void aJdbcConnectionIsClosed() throws Exception {
        Connection connection = DriverManager.getConnection("jdbc:h2:mem:helpers");
        try (Tracked<Connection> tracked = TrackedJdbc.connection(tracker, "db", connection)) {
            assertThat(tracked.get().isValid(1)).isTrue();
        }
        assertThat(connection.isClosed()).isTrue();
    }

    @Test
    void aWebSocketSaysGoodbye() throws Exception {
        try (WebSocketPeer peer = new WebSocketPeer()) {
            WebSocket socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(URI.create("ws://127.0.0.1:" + peer.port()), new WebSocket.Listener() {})
                    .join();

            TrackedWebSockets.webSocket(tracker, "technician", socket).close();

            assertThat(peer.closeCode()).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(1000);
            assertThat(socket.isOutputClosed()).isTrue();
            assertThat(socket.isInputClosed()).isTrue();
        }
    }

    /** A machine that runs tests has no audio device, so this line is our own. */
    @Test
    void anAudioLineIsClosed() {
        AtomicBoolean open = new AtomicBoolean(true);
        Line line = new Line() {
            @Override
            public Line.Info getLineInfo() {
                return Port.Info.SPEAKER;
            }

            @Override
            public void open() {}

            @Override
            public void close() {
                open.set(false);
            }

            @Override
            public boolean isOpen() {
                return open.get();
            }

            @Override
            public javax.sound.sampled.Control[] getControls() {
                return new javax.sound.sampled.Control[0];
            }

            @Override
            public boolean isControlSupported(javax.sound.sampled.Control.Type control) {
                return false;
            }

            @Override
            public javax.sound.sampled.Control getControl(javax.sound.sampled.Control.Type control) {
                throw new IllegalArgumentException();
            }

            @Override
            public void addLineListener(LineListener listener) {}

            @Override
            public void removeLineListener(LineListener listener) {}
        };
        try (Tracked<Line> tracked = TrackedAudioLines.line(tracker, "headset", line)) {
            assertThat(tracked.get().isOpen()).isTrue();
        }
        assertThat(open).isFalse();
    }
}
