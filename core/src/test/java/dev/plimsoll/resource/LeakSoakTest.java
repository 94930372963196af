package dev.plimsoll.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.ManualTicker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Leaks in numbers. The pairs are 300,000 unless the system property {@code plimsoll.soak.pairs} says otherwise. */
@Tag("soak")
class LeakSoakTest {
    private static final int PAIRS = Integer.getInteger("plimsoll.soak.pairs", 300_000);
    private static final int LEAKS = 1_000;

    private final ManualTicker ticker = new ManualTicker();

    /** Releases from the object that owns the handle, which the collector may take while it does so. */
    private static final class Connection implements AutoCloseable {
        private final TrackedResource resource;

        Connection(ResourceTracker tracker, String id) {
            resource = tracker.resource(id, "connection").ownedBy(this).track();
        }

        @Override
        public void close() {
            resource.release();
        }
    }

    @Test
    void correctPairsUnderAggressiveCollectionAreNeverReported() throws InterruptedException {
        try (ResourceTracker tracker = tracker()) {
            AtomicBoolean done = new AtomicBoolean();
            Thread collector = new Thread(() -> {
                while (!done.get()) {
                    System.gc();
                    ticker.tick();
                }
            });
            collector.start();
            for (int i = 0; i < PAIRS; i++) {
                tracker.resource("h" + i, "handle").requireHandle().track().release();
                new Connection(tracker, "c" + i).close();
            }
            done.set(true);
            collector.join();
            ticker.tick();
            ticker.tick();

            assertThat(tracker.stats().leaked()).containsEntry("handle", 0L).containsEntry("connection", 0L);
            assertThat(tracker.stats().released()).isEqualTo(2L * PAIRS);
        }
    }

    @Test
    void everyTrueLeakIsCountedOnce() {
        try (ResourceTracker tracker = tracker()) {
            for (int i = 0; i < LEAKS; i++) {
                tracker.resource("h" + i, "handle").requireHandle().track();
                new Connection(tracker, "c" + i);
                tracker.resource("fine" + i, "handle").requireHandle().track().release();
            }

            await().atMost(Duration.ofSeconds(30)).until(() -> {
                System.gc();
                ticker.tick();
                return tracker.stats().leaked().get("handle") >= LEAKS
                        && tracker.stats().leaked().get("connection") >= LEAKS;
            });
            System.gc();
            ticker.tick();
            ticker.tick();

            assertThat(tracker.stats().leaked())
                    .containsEntry("handle", (long) LEAKS)
                    .containsEntry("connection", (long) LEAKS);
        }
    }

    private ResourceTracker tracker() {
        return ResourceTracker.builder("soak").ticker(ticker).build();
    }
}
