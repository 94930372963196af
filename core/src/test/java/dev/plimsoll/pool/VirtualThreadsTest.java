package dev.plimsoll.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.lang.reflect.Method;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Many virtual threads on few connections, on a JDK that has them; on others there is nothing to test. */
class VirtualThreadsTest {
    private static final int THREADS = 10_000;

    @TestFactory
    List<DynamicTest> manyVirtualThreadsShareFewConnectionsAndPinNoCarrier() {
        if (Runtime.version().feature() < 21) {
            return List.of();
        }
        return List.of(dynamicTest(THREADS + " on 10", this::shareFewConnections));
    }

    private void shareFewConnections() throws Exception {
        Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
        Path file = Files.createTempFile("virtual", ".jfr");
        AtomicInteger served = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(THREADS);
        try (EchoServer server = new EchoServer();
                Recording recording = new Recording();
                ConnectionPool<InetSocketAddress, Socket> pool = ConnectionPool.<InetSocketAddress, Socket>builder(
                                "virtual", EchoServer::connect)
                        .build()) {
            recording.enable("jdk.VirtualThreadPinned").withThreshold(Duration.ofMillis(20));
            recording.start();
            for (int i = 0; i < THREADS; i++) {
                int value = i & 0x7F;
                Runnable task = () -> {
                    try (Lease<Socket> lease = pool.acquire(server.address(), Duration.ofSeconds(100))) {
                        if (EchoServer.roundTrip(lease.connection(), value) == value) {
                            served.incrementAndGet();
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } finally {
                        done.countDown();
                    }
                };
                start.invoke(null, task);
            }
            assertThat(done.await(150, TimeUnit.SECONDS)).isTrue();
            recording.stop();
            recording.dump(file);
            assertThat(server.accepted).hasValueLessThanOrEqualTo(10);
        }
        assertThat(served).hasValue(THREADS);
        assertThat(pinnedInThePool(file)).isEmpty();
        Files.delete(file);
    }

    private static List<String> pinnedInThePool(Path file) throws Exception {
        List<String> pinned = new ArrayList<>();
        for (var event : RecordingFile.readAllEvents(file)) {
            String text = String.valueOf(event.getStackTrace());
            if (text.contains("dev.plimsoll.pool.ConnectionPool") || text.contains("dev.plimsoll.pool.Lease")) {
                pinned.add(text);
            }
        }
        return pinned;
    }
}
