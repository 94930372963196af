package dev.plimsoll.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.CleanupCause;
import dev.plimsoll.CleanupResult;
import dev.plimsoll.ManualTicker;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResourceTrackerTest {
    private final ManualTicker ticker = new ManualTicker();
    private final ResourceTracker tracker =
            ResourceTracker.builder("test").ticker(ticker).build();

    @AfterEach
    void close() {
        tracker.close();
    }

    @Test
    void tellsWhatItKnowsOfAResource() {
        TrackedResource handle = tracker.track("a", "file", 100, Map.of("path", "x"));
        ticker.advance(Duration.ofSeconds(3));
        handle.touch();
        ticker.advance(Duration.ofSeconds(2));

        ResourceUsage usage = tracker.find("a").orElseThrow();

        assertThat(usage.type()).isEqualTo("file");
        assertThat(usage.sizeBytes()).isEqualTo(100);
        assertThat(usage.metadata()).containsExactly(Map.entry("path", "x"));
        assertThat(usage.age()).isEqualTo(Duration.ofSeconds(5));
        assertThat(usage.idle()).isEqualTo(Duration.ofSeconds(2));
        assertThat(Duration.between(usage.allocatedAt(), usage.lastUsedAt())).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void totalsFollowTrackResizeAndRelease() {
        TrackedResource a = tracker.track("a", "file", 100, Map.of());
        tracker.track("b", "file", 11, Map.of());
        tracker.track("c", "socket", 7, Map.of());
        assertThat(a.resize(150)).isTrue();

        assertThat(tracker.stats().liveResources()).containsEntry("file", 2L).containsEntry("socket", 1L);
        assertThat(tracker.stats().liveBytes()).containsEntry("file", 161L).containsEntry("socket", 7L);

        assertThat(a.release()).isTrue();
        assertThat(tracker.release("c")).isTrue();

        assertThat(tracker.stats().liveResources()).containsEntry("file", 1L).containsEntry("socket", 0L);
        assertThat(tracker.stats().liveBytes()).containsEntry("file", 11L).containsEntry("socket", 0L);
        assertThat(tracker.stats().allocated()).containsEntry("file", 2L).containsEntry("socket", 1L);
        assertThat(tracker.stats().released()).isEqualTo(2);
        assertThat(tracker.find("a")).isEmpty();
    }

    /** The first sketch added the size a second time and lost the first resource. */
    @Test
    void aSecondTrackOfALiveIdFailsAndCountsNothingTwice() {
        TrackedResource first = tracker.track("a", "file", 100, Map.of());

        assertThatIllegalStateException()
                .isThrownBy(() -> tracker.track("a", "socket", 50, Map.of()))
                .withMessageContaining("file 'a' is tracked already");

        assertThat(first.isLive()).isTrue();
        assertThat(tracker.stats().liveResources()).containsEntry("file", 1L);
        assertThat(tracker.stats().liveBytes()).containsEntry("file", 100L);
        assertThat(tracker.stats().duplicates()).isEqualTo(1);
    }

    @Test
    void releasingTwiceOrLateIsHarmless() {
        AtomicInteger closes = new AtomicInteger();
        TrackedResource old = tracker.track("a", "file", 1, Map.of(), closes::incrementAndGet);
        assertThat(old.release()).isTrue();
        TrackedResource again = tracker.track("a", "file", 2, Map.of());

        assertThat(old.release()).isFalse();
        assertThat(old.touch()).isFalse();
        assertThat(old.resize(5)).isFalse();
        old.close();

        assertThat(closes).hasValue(1);
        assertThat(again.isLive()).isTrue();
        assertThat(tracker.stats().liveBytes()).containsEntry("file", 2L);
    }

    @Test
    void aReleaseThatCannotCloseSaysSoAndIsARelease() {
        IOException broken = new IOException("disk gone");
        TrackedResource handle = tracker.track("a", "file", 1, Map.of(), () -> {
            throw broken;
        });

        assertThatThrownBy(handle::release)
                .isInstanceOf(ResourceCloseException.class)
                .hasCause(broken);

        assertThat(tracker.find("a")).isEmpty();
        assertThat(tracker.stats().callbackErrors()).isEqualTo(1);
    }

    @Test
    void closesAtATickWhatIsIdle() {
        AtomicInteger closes = new AtomicInteger();
        TrackedResource used = tracker.track("used", "file", 10, Map.of());
        TrackedResource idle = tracker.track("idle", "file", 20, Map.of(), closes::incrementAndGet);
        ticker.advance(Duration.ofMinutes(4));
        used.touch();
        ticker.advance(Duration.ofMinutes(1));

        assertThat(used.isLive()).isTrue();
        assertThat(idle.isLive()).isFalse();
        await().until(() -> closes.get() == 1);
        assertThat(tracker.stats().evicted()).containsEntry(CleanupCause.SCHEDULE, 1L);
        assertThat(tracker.cleanups().stats().cleanupItems()).isEqualTo(1);
        assertThat(tracker.cleanups().stats().cleanupBytes()).isEqualTo(20);

        ticker.advance(Duration.ofMinutes(5));
        assertThat(used.isLive()).isFalse();
    }

    /** The first sketch looked at the seconds of a time difference only, without its days. */
    @Test
    void whatIsIdleForDaysIsIdle() {
        TrackedResource handle = tracker.track("a", "file", 1, Map.of());
        tracker.settings().find("idleTimeout").orElseThrow().setOpenValue(2.0 * 24 * 3600, "test");

        ticker.advance(Duration.ofHours(47));
        assertThat(handle.isLive()).isTrue();
        ticker.advance(Duration.ofHours(1));
        assertThat(handle.isLive()).isFalse();
    }

    @Test
    void aCleanupEndsWhenTheTargetIsMetLeastRecentlyUsedFirst() {
        tracker.settings().find("targetResources").orElseThrow().setOpenValue(3L, "test");
        List<String> closed = new CopyOnWriteArrayList<>();
        for (String id : List.of("a", "b", "c", "d", "e")) {
            tracker.track(id, "file", 10, Map.of(), () -> closed.add(id));
            ticker.advance(Duration.ofMillis(300));
        }
        tracker.release("c");
        closed.clear();
        TrackedResource f = tracker.track("f", "file", 10, Map.of());
        f.touch();
        ticker.advance(Duration.ofMinutes(4));
        assertThat(tracker.find("a")).isPresent();

        tracker.settings().find("idleTimeout").orElseThrow().setOpenValue(1.0, "test");
        CleanupResult result = tracker.cleanup();

        assertThat(result.items()).isEqualTo(2);
        assertThat(result.bytes()).isEqualTo(20);
        assertThat(closed).containsExactlyInAnyOrder("a", "b");
    }

    /** The first sketch ended its cleanup with the first resource that threw. */
    @Test
    void aCleanupGoesOnWhenClosingThrows() {
        for (int i = 0; i < 10; i++) {
            int number = i;
            tracker.track("r" + i, "file", 1, Map.of(), () -> {
                if (number % 2 == 0) {
                    throw new IOException("no");
                }
                throw new AssertionError("no");
            });
        }
        tracker.settings().find("idleTimeout").orElseThrow().setOpenValue(1.0, "test");
        tracker.settings().find("targetResources").orElseThrow().setOpenValue(10L, "test");
        ticker.advance(Duration.ofMinutes(1));
        tracker.settings().find("targetResources").orElseThrow().setOpenValue(0L, "test");

        CleanupResult result = tracker.cleanup();

        assertThat(result.items()).isEqualTo(10);
        assertThat(result.failures()).isEqualTo(10);
        assertThat(result.cause()).isEqualTo(CleanupCause.OPERATOR);
        assertThat(tracker.stats().callbackErrors()).isEqualTo(10);
    }

    @Test
    void typesBeyondTheBoundAreFoldedIntoOther() {
        try (ResourceTracker small =
                ResourceTracker.builder("small").ticker(ticker).maximumTypes(2).build()) {
            for (int i = 0; i < 5; i++) {
                small.track("r" + i, "type" + i, 1, Map.of());
            }

            assertThat(small.stats().liveResources())
                    .containsExactlyInAnyOrderEntriesOf(Map.of("type0", 1L, "type1", 1L, "other", 3L));
            assertThat(small.find("r4").orElseThrow().type()).isEqualTo("type4");
        }
    }

    @Test
    void closeClosesWhatIsLeftAndTakesNothingMore() {
        AtomicInteger closes = new AtomicInteger();
        for (int i = 0; i < 100; i++) {
            tracker.track("r" + i, "file", 1, Map.of(), closes::incrementAndGet);
        }

        tracker.close();
        tracker.close();

        assertThat(closes).hasValue(100);
        assertThat(tracker.stats().evicted()).containsEntry(CleanupCause.SHUTDOWN, 100L);
        assertThatIllegalStateException()
                .isThrownBy(() -> tracker.track("late", "file", 1, Map.of()))
                .withMessageContaining("closed");
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatIllegalArgumentException().isThrownBy(() -> tracker.track("", "file", 1, Map.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> tracker.track("a", "", 1, Map.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> tracker.track("a", "file", -1, Map.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        ResourceTracker.builder("x").idleTimeout(Duration.ZERO).build())
                .withMessageContaining("idleTimeout");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ResourceTracker.builder("x").maximumTypes(0).build())
                .withMessageContaining("maximumTypes");
    }
}
