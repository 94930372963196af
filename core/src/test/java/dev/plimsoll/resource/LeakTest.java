package dev.plimsoll.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.CleanupCause;
import dev.plimsoll.ManualTicker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeakTest {
    private final ManualTicker ticker = new ManualTicker();
    private final ResourceTracker tracker =
            ResourceTracker.builder("leaks").ticker(ticker).stackSampleRatio(1).build();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<LeakReport> reports = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        tracker.close();
    }

    @Test
    void aHandleThatIsCollectedUnreleasedIsALeakWithItsStack() {
        tracker.follow(recorder());
        allocateAndForget("lost");

        awaitLeaks(1);

        await().until(() -> told.contains("leaked lost"));
        assertThat(reports.get(0).allocationStack())
                .contains("allocateAndForget")
                .doesNotContain("ResourceTracker.add");
        assertThat(reports.get(0).reason()).contains("garbage-collected");
        assertThat(tracker.find("lost")).as("closed only if so configured").isPresent();
        ticker.tick();
        assertThat(tracker.stats().leaked()).as("counted once").containsEntry("file", 1L);
    }

    @Test
    void anOwnerThatIsCollectedUnreleasedIsALeakThoughTheHandleLives() {
        TrackedResource handle =
                tracker.resource("owned", "file").ownedBy(new Object()).track();

        awaitLeaks(1);

        assertThat(handle.isLive()).isTrue();
    }

    @Test
    void aReleaseThatComesLateButBeforeTheNextTickIsNoLeak() {
        TrackedResource handle =
                tracker.resource("owned", "file").ownedBy(new Object()).track();
        TrackedResource marker =
                tracker.resource("marker", "marker").ownedBy(new Object()).track();
        collect();
        ticker.tick(); // has seen both, and believes neither yet

        handle.release();
        awaitLeaks(1);

        assertThat(marker.isLive()).isTrue();
        assertThat(tracker.stats().leaked()).containsEntry("marker", 1L).containsEntry("file", 0L);
    }

    @Test
    void aLeakIsClosedIfSoConfigured() {
        AtomicInteger closes = new AtomicInteger();
        tracker.settings().find("closeLeaked").orElseThrow().setOpenValue(true, "test");
        tracker.resource("lost", "file")
                .sizeBytes(7)
                .closedBy(closes::incrementAndGet)
                .requireHandle()
                .track();

        awaitLeaks(1);

        await().until(() -> closes.get() == 1);
        assertThat(tracker.find("lost")).isEmpty();
        assertThat(tracker.stats().evicted()).containsEntry(CleanupCause.SCHEDULE, 1L);
    }

    @Test
    void refusesWhatClosesTheResourceButKeepsItsOwnerAlive() {
        class Owner implements AutoCloseable {
            @Override
            public void close() {}
        }
        Owner owner = new Owner();
        AutoCloseable capturing = () -> owner.close();
        TrackedResource other = tracker.track("other", "file", 0, Map.of());

        for (AutoCloseable closer : List.of(owner, capturing, owner::close, other)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> tracker.resource("a", "file")
                            .ownedBy(owner)
                            .closedBy(closer)
                            .track())
                    .withMessageContaining("keep it alive");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tracker.resource("a", "file")
                        .ownedBy(owner)
                        .requireHandle()
                        .track());
        assertThat(tracker.find("a")).isEmpty();
    }

    @Test
    void suspectsWhatHidesItsLeakByHoldingItsHandle() {
        class Wrapper implements AutoCloseable {
            TrackedResource handle;

            @Override
            public void close() {}
        }
        tracker.settings().find("idleTimeout").orElseThrow().setOpenValue(864_000.0, "test");
        tracker.follow(recorder());
        Wrapper wrapper = new Wrapper();
        wrapper.handle = tracker.resource("hidden", "file")
                .closedBy(wrapper)
                .requireHandle()
                .track();
        tracker.resource("fine", "file").requireHandle().track();
        ticker.advance(Duration.ofHours(1));

        await().until(() -> told.contains("suspected hidden"));
        assertThat(tracker.stats().suspects()).isEqualTo(1);
    }

    @Test
    void whatIsKnownByIdOnlyBecomesASuspectByAgeAndIsWithdrawnWhenItComesBack() {
        tracker.settings().find("idleTimeout").orElseThrow().setOpenValue(864_000.0, "test");
        tracker.follow(recorder());
        tracker.track("old", "file", 1, Map.of());
        tracker.track("evicted", "file", 1, Map.of());
        ticker.advance(Duration.ofMinutes(30));
        TrackedResource young = tracker.track("young", "file", 1, Map.of());
        ticker.advance(Duration.ofMinutes(29).plusSeconds(59));
        assertThat(tracker.stats().suspects()).isZero();

        ticker.advance(Duration.ofSeconds(1));
        ticker.tick();
        assertThat(tracker.stats().suspects()).isEqualTo(2);
        assertThat(tracker.stats().leaked()).as("suspects are no leaks").containsEntry("file", 0L);

        tracker.release("old");
        assertThat(tracker.stats().suspects()).isEqualTo(1);
        assertThat(tracker.stats().suspectsWithdrawn()).isEqualTo(1);
        await().until(() -> told.contains("withdrawn old"));

        young.touch();
        tracker.settings().find("idleTimeout").orElseThrow().setOpenValue(60.0, "test");
        tracker.cleanup();
        assertThat(tracker.find("evicted")).isEmpty();
        assertThat(tracker.stats().suspects()).isZero();
        assertThat(tracker.stats().suspectsWithdrawn()).isEqualTo(1);
    }

    @Test
    void aSuspectIsFoundAmongManyWithinOneRound() {
        tracker.settings().find("idleTimeout").orElseThrow().setOpenValue(864_000.0, "test");
        tracker.settings().find("stackSampleRatio").orElseThrow().setOpenValue(0.0, "test");
        int many = 300_000;
        for (int i = 0; i < many; i++) {
            tracker.track("r" + i, "file", 0, Map.of());
        }

        ticker.advance(Duration.ofHours(1));
        long afterOneTick = tracker.stats().suspects();
        for (int i = 1; i < 128 && tracker.stats().suspects() < many; i++) {
            ticker.advance(Duration.ofSeconds(1));
        }

        assertThat(afterOneTick).as("a tick looks at a part only").isBetween(1L, many / 16L);
        assertThat(tracker.stats().suspects()).isEqualTo(many);
    }

    @Test
    void aListenerThatThrowsCostsACountAndNobodyElse() {
        List<Thread> tellers = new CopyOnWriteArrayList<>();
        tracker.follow(report -> {
            tellers.add(Thread.currentThread());
            throw new AssertionError("listener");
        });
        tracker.follow(recorder());
        allocateAndForget("lost");

        awaitLeaks(1);

        await().until(() -> told.contains("leaked lost"));
        assertThat(tracker.stats().callbackErrors()).isEqualTo(1);
        assertThat(tellers).singleElement().isNotEqualTo(Thread.currentThread());
    }

    private void allocateAndForget(String id) {
        tracker.resource(id, "file").requireHandle().track();
    }

    private LeakListener recorder() {
        return new LeakListener() {
            @Override
            public void leaked(LeakReport report) {
                reports.add(report);
                told.add("leaked " + report.usage().id());
            }

            @Override
            public void suspected(LeakReport report) {
                told.add("suspected " + report.usage().id());
            }

            @Override
            public void withdrawn(LeakReport report) {
                told.add("withdrawn " + report.usage().id());
            }
        };
    }

    private void awaitLeaks(long count) {
        await().until(() -> {
            collect();
            ticker.tick();
            return tracker.stats().leaked().values().stream()
                            .mapToLong(Long::longValue)
                            .sum()
                    == count;
        });
    }

    private static void collect() {
        System.gc();
    }
}
