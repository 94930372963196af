package dev.plimsoll.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.CleanupCause;
import dev.plimsoll.Manager;
import dev.plimsoll.ManagerId;
import dev.plimsoll.ManualTicker;
import dev.plimsoll.Plimsoll;
import dev.plimsoll.Registration;
import dev.plimsoll.memory.MemoryManager;
import dev.plimsoll.session.SessionManager;
import dev.plimsoll.stats.Kind;
import dev.plimsoll.stats.Stat;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

public class MetricsCollectorTest {
    private final ManualTicker ticker = new ManualTicker();
    private final Plimsoll plimsoll = Plimsoll.create(ticker);
    private final SessionManager sessions =
            SessionManager.builder("web").ticker(ticker).build();
    private final MetricsCollector collector = MetricsCollector.builder("main", plimsoll)
            .ticker(ticker)
            .readTimeout(Duration.ofSeconds(5))
            .build();

    @AfterEach
    void close() {
        collector.close();
        plimsoll.close();
        sessions.close();
    }

    @Test
    void remembersFiguresSettingsPartsAndHistograms() {
        plimsoll.add(sessions);
        sessions.create("a", Map.of());
        collector.collectNow();
        sessions.create("b", Map.of());
        ticker.advance(Duration.ofSeconds(1));
        collector.collectNow();

        History history = collector.all();
        int last = history.times().size() - 1;
        assertThat(value(history, "activeSessions", "", 0)).isEqualTo(1);
        assertThat(value(history, "activeSessions", "", last)).isEqualTo(2);
        assertThat(value(history, "maximumSessions", "", last)).isEqualTo(100);
        assertThat(value(history, "timeout", "", last)).isEqualTo(3600);
        assertThat(value(history, "ended", "EXPIRED", last)).isZero();
        assertThat(value(history, "lifetime", "count", last)).isZero();
        assertThat(history.find(new SeriesId(sessions.id(), "lifetime", "count"))
                        .orElseThrow()
                        .kind())
                .isEqualTo(Kind.COUNTER);
    }

    @Test
    void samplesAtItsIntervalThoughNobodyAsks() {
        plimsoll.add(sessions);
        for (int i = 1; i <= 5; i++) {
            int expected = i;
            ticker.advance(Duration.ofSeconds(10));
            await().until(() -> collector.stats().samples() == expected);
        }
        ticker.advance(Duration.ofSeconds(9));
        ticker.tick();

        assertThat(collector.stats().samples()).isEqualTo(5);
        collector.settings().find("interval").orElseThrow().setOpenValue(1.0, "test");
        ticker.tick();
        await().until(() -> collector.stats().samples() == 6);
    }

    @Test
    void whatHasPassedTheRetentionIsNotShown() {
        plimsoll.add(sessions);
        collector.collectNow();
        ticker.advance(Duration.ofMinutes(59));
        assertThat(collector.all().times()).isNotEmpty();
        ticker.advance(Duration.ofDays(1).plusMinutes(2));
        await().until(() -> collector.stats().samples() >= 2);

        History history = collector.all();
        assertThat(history.times()).hasSizeBetween(1, 2);
    }

    @Test
    void memoryIsRememberedThoughNobodyWatchesIt() {
        collector.collectNow();
        SeriesId heap = new SeriesId(new ManagerId("Memory", "jvm"), "usedHeap", "");
        assertThat(collector.all().find(heap).orElseThrow().value(0)).isPositive();

        try (MemoryManager memory =
                MemoryManager.builder().name("mine").ticker(ticker).build()) {
            plimsoll.add(memory);
            collector.collectNow();
            History history = collector.all();
            int last = history.times().size() - 1;
            assertThat(history.find(heap).orElseThrow().value(last)).isNaN();
            HistorySeries level =
                    history.find(new SeriesId(memory.id(), "level", "")).orElseThrow();
            assertThat(level.states().get((int) level.value(last))).isEqualTo("NORMAL");
        }
    }

    @Test
    void whoThrowsOrHangsLeavesAGapAndHoldsUpNobody() {
        CountDownLatch never = new CountDownLatch(1);
        try (MetricsCollector impatient = MetricsCollector.builder("impatient", plimsoll)
                .ticker(ticker)
                .readTimeout(Duration.ofMillis(200))
                .build()) {
            Made throwing = new Made("throwing");
            Made hanging = new Made("hanging");
            plimsoll.add(throwing);
            plimsoll.add(hanging);
            plimsoll.add(sessions);
            impatient.collectNow();
            throwing.answer = () -> {
                throw new StackOverflowError("on purpose");
            };
            hanging.answer = () -> {
                awaitQuietly(never);
                return new MadeStats(3);
            };
            long start = System.nanoTime();
            impatient.collectNow();
            impatient.collectNow();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));

            History history = impatient.all();
            int last = history.times().size() - 1;
            for (Made made : new Made[] {throwing, hanging}) {
                HistorySeries cups =
                        history.find(new SeriesId(made.id(), "cups", "")).orElseThrow();
                assertThat(cups.value(0)).isEqualTo(1);
                assertThat(cups.value(last)).isNaN();
            }
            assertThat(value(history, "activeSessions", "", last)).isZero();
            assertThat(impatient.stats().absentReadings()).isEqualTo(4);
        } finally {
            never.countDown();
        }
    }

    @Test
    void whoIsGoneIsStillShownUntilItIsForgotten() {
        Registration registration = plimsoll.add(sessions);
        collector.collectNow();
        registration.close();
        ticker.advance(Duration.ofSeconds(1));
        collector.collectNow();

        assertThat(collector.series()).anyMatch(id -> id.manager().equals(sessions.id()));
        assertThat(collector.cleanups().run(CleanupCause.OPERATOR).bytes()).isPositive();
        assertThat(collector.series()).noneMatch(id -> id.manager().equals(sessions.id()));
    }

    @Test
    void limitsAreSettings() {
        plimsoll.add(sessions);
        plimsoll.add(collector);
        collector.collectNow();
        assertThat(collector.stats().bytes()).isLessThanOrEqualTo(4_000_000);
        assertThat(collector.stats().thinning()).isEqualTo(1);

        collector.settings().find("maxBytes").orElseThrow().setOpenValue(64_000L, "test");
        collector.collectNow();

        assertThat(collector.stats().bytes()).isLessThanOrEqualTo(64_000);
        assertThat(collector.stats().thinning()).isGreaterThan(1);
        assertThatThrownBy(() ->
                        collector.settings().find("interval").orElseThrow().setOpenValue(3601.0, "test"))
                .hasMessageContaining("interval");
        assertThatThrownBy(() ->
                        collector.settings().find("retention").orElseThrow().setOpenValue(9.0, "test"))
                .hasMessageContaining("must not be more than retention");
        assertThatThrownBy(() -> MetricsCollector.builder("x", plimsoll)
                        .retention(Duration.ofSeconds(5))
                        .build())
                .hasMessageContaining("must not be more than retention");
    }

    @Test
    void queriesAreByTimeAndName() {
        plimsoll.add(sessions);
        Instant before = Instant.now().minusSeconds(1);
        collector.collectNow();
        Instant after = Instant.now().plusSeconds(1);

        assertThat(collector
                        .query(before, after, id -> id.figure().equals("activeSessions"))
                        .series())
                .hasSize(1);
        assertThat(collector.query(after, after.plusSeconds(10)).times()).isEmpty();
        assertThat(collector.all().toCsv()).contains("SessionManager/web.activeSessions");
        assertThat(collector.all().toJson()).contains("\"figure\":\"activeSessions\"");
    }

    @Test
    void afterTheCloseItAnswersButTakesNothing() {
        collector.collectNow();
        collector.close();
        collector.close();

        assertThat(collector.all().times()).hasSize(1);
        assertThatThrownBy(collector::collectNow).isInstanceOf(IllegalStateException.class);
    }

    private double value(History history, String figure, String part, int index) {
        return history.find(new SeriesId(sessions.id(), figure, part))
                .orElseThrow()
                .value(index);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Public, as the figures of a manager are that is registered without a lookup. */
    public record MadeStats(
            @Stat(kind = Kind.GAUGE, help = "Cups in it") int cups) {}

    private static final class Made implements Manager {
        private final String name;
        volatile Supplier<MadeStats> answer = () -> new MadeStats(1);

        Made(String name) {
            this.name = name;
        }

        @Override
        public ManagerId id() {
            return new ManagerId("Made", name);
        }

        @Override
        public Record stats() {
            return answer.get();
        }
    }
}
