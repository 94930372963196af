package dev.plimsoll.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.ManualTicker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkOrderQueueTest {
    private final ManualTicker ticker = new ManualTicker();
    private final InMemoryArchive<String> archive = new InMemoryArchive<>();
    private final WorkOrderQueue<String> queue = WorkOrderQueue.builder("desk", archive)
            .ticker(ticker)
            .capacity(10)
            .archiveWait(Duration.ofSeconds(10))
            .build();

    @AfterEach
    void close() {
        queue.close();
    }

    @Test
    void aHigherPriorityGoesFirstThenAge() {
        offer("low-1", 1);
        offer("high-1", 9);
        offer("low-2", 1);
        offer("high-2", 9);
        offer("negative", Integer.MIN_VALUE);

        assertThat(takeAll()).containsExactly("high-1", "high-2", "low-1", "low-2", "negative");
    }

    @Test
    void anOrderOlderThanTheAgingBoundGoesFirst() {
        offer("low", 1);
        ticker.advance(Duration.ofSeconds(59));
        offer("high-1", 9);

        assertThat(take()).isEqualTo("high-1");

        ticker.advance(Duration.ofSeconds(1));
        offer("high-2", 9);
        assertThat(takeAll()).containsExactly("low", "high-2");
    }

    @Test
    void theAgingBoundIsASetting() {
        offer("low", 1);
        offer("high-1", 9);
        offer("high-2", 9);
        ticker.advance(Duration.ofSeconds(5));
        assertThat(take()).isEqualTo("high-1");

        queue.settings().find("agingBound").orElseThrow().setOpenValue(5.0, "test");

        assertThat(take()).isEqualTo("low");
    }

    /** The first sketch took {@code timedelta.seconds}, which drops whole days. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 30})
    void wholeDaysCount(long days) {
        queue.settings().find("agingBound").orElseThrow().setOpenValue(days * 86_400.0 + 1, "test");
        queue.settings().find("lease").orElseThrow().setOpenValue(days * 86_400.0, "test");
        offer("held", 9);
        take();
        offer("low", 1);
        offer("high", 9);
        ticker.advance(Duration.ofDays(days).minusSeconds(1));
        assertThat(state("held")).isEqualTo(WorkOrderState.IN_PROGRESS);

        ticker.advance(Duration.ofSeconds(1));
        assertThat(state("held")).isEqualTo(WorkOrderState.WAITING);
        assertThat(takeAll()).containsExactly("held", "high", "low");

        queue.fail("low", "for another try");
        queue.fail("high", "for another try");
        ticker.advance(Duration.ofSeconds(1));
        assertThat(queue.stats().oldestWaiting()).isEqualTo(days * 86_400.0 + 1);
        offer("higher", 10);
        assertThat(take()).isEqualTo("low");
    }

    @Test
    void aDuplicateOfALiveIdIsRefusedInEveryState() {
        offer("a", 1);
        assertThat(offer("a", 2)).isEqualTo(OfferResult.DUPLICATE);
        take();
        assertThat(offer("a", 2)).isEqualTo(OfferResult.DUPLICATE);
        IntStream.range(0, 2).forEach(attempt -> {
            queue.fail("a", "no");
            take();
        });
        assertThat(queue.fail("a", "no")).isEqualTo(FailureResult.DEAD_LETTER);
        assertThat(offer("a", 2)).isEqualTo(OfferResult.DUPLICATE);

        assertThat(queue.stats().refused()).containsEntry(OfferResult.DUPLICATE, 3L);
        assertThat(queue.stats().totalOrders()).isOne();
    }

    @Test
    void capacityCountsEverythingThatIsNotInTheArchive() {
        IntStream.range(0, 10).forEach(i -> offer("order-" + i, i));
        assertThat(offer("one-more", 1)).isEqualTo(OfferResult.FULL);

        take();
        assertThat(offer("one-more", 1)).isEqualTo(OfferResult.FULL);
        assertThatThrownBy(() -> queue.submit(WorkOrder.of("one-more", 1, "")))
                .isInstanceOfSatisfying(
                        WorkOrderRejectedException.class,
                        e -> assertThat(e.reason()).isEqualTo(OfferResult.FULL))
                .hasMessageContaining("WorkOrderQueue/desk refused work order 'one-more'")
                .hasMessageContaining("10 of 10 places");
    }

    @Test
    void anOrderCompletedTwiceOrByNobodyIsFinishedOnce() {
        offer("a", 1);
        assertThat(queue.complete("a")).as("not taken").isFalse();
        take();
        assertThat(queue.complete("a")).isTrue();
        assertThat(queue.complete("a")).isFalse();
        assertThat(queue.complete("unknown")).isFalse();
        assertThat(queue.fail("a", "late")).isEqualTo(FailureResult.NOT_IN_PROGRESS);
        assertThat(queue.stats().completed()).isOne();
    }

    @Test
    void whatFailsIsTriedAgainAtItsAgeUntilItIsADeadLetter() {
        offer("bad", 5);
        offer("good", 5);
        for (int attempt = 1; attempt <= 2; attempt++) {
            assertThat(take()).isEqualTo("bad");
            assertThat(queue.fail("bad", new IllegalStateException("broken pipe")))
                    .isEqualTo(FailureResult.RETRY);
        }
        assertThat(take()).isEqualTo("bad");
        assertThat(queue.fail("bad", "still")).isEqualTo(FailureResult.DEAD_LETTER);

        assertThat(takeAll()).containsExactly("good");
        WorkOrderStatus<String> dead = queue.find("bad").orElseThrow();
        assertThat(dead.state()).isEqualTo(WorkOrderState.DEAD);
        assertThat(dead.attempts()).isEqualTo(3);
        assertThat(dead.lastFailure()).isEqualTo("still");
        assertThat(queue.stats().deadLetters()).isOne();
        assertThat(queue.stats().failed()).isEqualTo(3);
    }

    @Test
    void aDeadLetterCanBeRequeuedAsIfItWereNew() {
        queue.settings().find("maximumAttempts").orElseThrow().setOpenValue(1, "test");
        offer("bad", 5);
        take();
        queue.fail("bad", "no");
        offer("other", 5);

        assertThat(queue.requeue("other")).isFalse();
        assertThat(queue.requeue("bad")).isTrue();
        assertThat(queue.requeue("bad")).isFalse();

        assertThat(takeAll()).containsExactly("other", "bad");
        assertThat(queue.find("bad").orElseThrow().attempts()).isOne();
        assertThat(queue.stats().requeued()).isOne();
    }

    @Test
    void anOrderNotFinishedWithinItsLeaseComesBackWithinOneTick() {
        offer("slow", 1);
        take();
        ticker.advance(Duration.ofMinutes(5).minusMillis(1));
        assertThat(state("slow")).isEqualTo(WorkOrderState.IN_PROGRESS);

        ticker.advance(Duration.ofSeconds(1));

        assertThat(state("slow")).isEqualTo(WorkOrderState.WAITING);
        assertThat(queue.complete("slow")).as("by the holder that was too slow").isFalse();
        assertThat(take()).isEqualTo("slow");
        assertThat(queue.stats().leasesEnded()).isOne();
    }

    @Test
    void aLeaseCanBeRenewedAndItsLengthChanged() {
        offer("slow", 1);
        offer("other", 1);
        takeAll();
        ticker.advance(Duration.ofMinutes(4));
        assertThat(queue.renew("slow")).isTrue();
        assertThat(queue.renew("unknown")).isFalse();
        ticker.advance(Duration.ofMinutes(4));
        assertThat(state("slow")).isEqualTo(WorkOrderState.IN_PROGRESS);
        assertThat(state("other")).isEqualTo(WorkOrderState.WAITING);

        queue.settings().find("lease").orElseThrow().setOpenValue(60.0, "test");
        ticker.tick();
        assertThat(state("slow")).isEqualTo(WorkOrderState.WAITING);
        assertThat(queue.renew("slow")).isFalse();
    }

    @Test
    void anOrderThatKeepsOutlastingItsLeaseBecomesADeadLetter() {
        offer("poison", 1);
        for (int i = 0; i < 3; i++) {
            take();
            ticker.advance(Duration.ofMinutes(5));
        }
        assertThat(state("poison")).isEqualTo(WorkOrderState.DEAD);
        assertThat(queue.find("poison").orElseThrow().lastFailure()).contains("lease of PT5M");
    }

    @Test
    void ofAnyMixTheMostUrgentGoesFirst() {
        for (long seed = 1; seed <= 200; seed++) {
            new WaitingModel(new Random(seed)).run("seed " + seed);
        }
    }

    @Test
    void valuesOutOfBoundsAreRefusedAtBuild() {
        assertThatThrownBy(
                        () -> WorkOrderQueue.builder("q", archive).capacity(0).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("capacity = 0");
        assertThatThrownBy(() -> WorkOrderQueue.builder("q", archive)
                        .lease(Duration.ZERO)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lease = 0.0");
        assertThatThrownBy(() -> WorkOrderQueue.builder("q", archive)
                        .closeTimeout(Duration.ofSeconds(-1))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("closeTimeout");
    }

    @Test
    void aClosedQueueRefusesAndKeepsWhatIsLeftReadable() {
        offer("held", 1);
        take();
        offer("left", 1);
        queue.close();
        queue.close();

        assertThat(offer("late", 1)).isEqualTo(OfferResult.CLOSED);
        assertThat(queue.stats().totalOrders()).isEqualTo(2);
        assertThat(queue.orders()).extracting(status -> status.order().id()).containsExactlyInAnyOrder("held", "left");
        assertThatThrownBy(queue::take).isInstanceOf(WorkOrderQueueClosedException.class);
        assertThatThrownBy(queue::poll).isInstanceOf(WorkOrderQueueClosedException.class);
        assertThatThrownBy(() -> queue.complete("held")).isInstanceOf(WorkOrderQueueClosedException.class);
    }

    private OfferResult offer(String id, int priority) {
        return queue.offer(WorkOrder.of(id, priority, "data of " + id));
    }

    private String take() {
        return queue.poll().orElseThrow().id();
    }

    private List<String> takeAll() {
        return Stream.generate(queue::poll)
                .takeWhile(Optional::isPresent)
                .map(order -> order.orElseThrow().id())
                .toList();
    }

    private WorkOrderState state(String id) {
        return queue.find(id).orElseThrow().state();
    }
}
