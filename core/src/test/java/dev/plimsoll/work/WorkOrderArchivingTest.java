package dev.plimsoll.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.CleanupCause;
import dev.plimsoll.CleanupResult;
import dev.plimsoll.ManualTicker;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkOrderArchivingTest {
    private final ManualTicker ticker = new ManualTicker();
    private final ScriptedArchive archive = new ScriptedArchive();
    private final AtomicInteger numbers = new AtomicInteger();
    private WorkOrderQueue<String> queue = queue(100, 100);

    private WorkOrderQueue<String> queue(int capacity, int batch) {
        return WorkOrderQueue.builder("desk", archive)
                .ticker(ticker)
                .capacity(capacity)
                .archiveBatch(batch)
                .archiveWait(Duration.ofSeconds(10))
                .closeTimeout(Duration.ofMillis(100))
                .build();
    }

    private void requeue(int capacity, int batch) {
        queue.close();
        queue = queue(capacity, batch);
    }

    @AfterEach
    void close() {
        archive.hangUntil.countDown();
        queue.close();
    }

    /** The original's example: with the queue at its threshold, completed orders are archived to make room for new ones. */
    @Test
    void cleanUpAboveTheThreshold() {
        requeue(10, 100);
        finish(1);
        IntStream.range(0, 9).forEach(i -> offer("open-" + i));
        assertThat(queue.stats().totalOrders()).isEqualTo(10);

        assertThat(offer("new")).isEqualTo(OfferResult.ACCEPTED);

        assertThat(queue.stats().totalOrders()).isEqualTo(10);
        assertThat(archive.kept.orders())
                .extracting(finished -> finished.order().id())
                .containsExactly("done-1");
        assertThat(queue.cleanups().stats().cleanups()).containsEntry(CleanupCause.CAPACITY, 1L);
        assertThat(queue.cleanups().stats().cleanupItems()).isOne();
        assertThat(offer("too-many")).isEqualTo(OfferResult.FULL);
    }

    @Test
    void anOfferFindsRoomAsLongAsAllIsFinishedAndTheArchiveAnswers() {
        requeue(4, 100);
        finish(20_000);
    }

    @Test
    void finishedOrdersAreArchivedWithinOneTickAsTheyWere() {
        offer("a");
        queue.poll();
        queue.fail("a", "first try");
        queue.poll();
        queue.complete("a");
        assertThat(queue.find("a").orElseThrow().state()).isEqualTo(WorkOrderState.COMPLETED);

        ticker.tick();

        awaitArchived(1);
        FinishedOrder<String> finished = archive.find("a").orElseThrow();
        assertThat(finished.outcome()).isEqualTo(FinishedOrder.Outcome.COMPLETED);
        assertThat(finished.attempts()).isEqualTo(2);
        assertThat(finished.lastFailure()).isEqualTo("first try");
        assertThat(finished.finishedAt()).isBetween(finished.order().createdAt(), Instant.now());
    }

    @Test
    void aFullBatchDoesNotWaitForTheTick() {
        requeue(100, 5);
        finish(5);
        awaitArchived(5);
    }

    /** The first sketch kept the ids of all completed orders for ever. */
    @Test
    void nothingIsLeftOfWhatIsArchived() {
        for (int round = 0; round < 50; round++) {
            finish(100);
            queue.cleanups().run(CleanupCause.OPERATOR);
            await().until(() -> queue.stats().totalOrders() == 0);
        }
        assertThat(archive.kept.orders()).hasSize(5_000);
        assertThat(queue.orders()).isEmpty();
        assertThat(queue.stats().totalOrders()).isZero();
        assertThat(queue.find("done-1")).isEmpty();
        assertThat(offer("done-1")).as("an id that is live no more").isEqualTo(OfferResult.ACCEPTED);
    }

    /** The first sketch deleted completed orders whether or not they had been stored. */
    @Test
    void whatTheArchiveDoesNotSayThatItHasStays() {
        finish(4);
        archive.behaviour = orders -> archive.kept.store(
                orders.stream().filter(one -> !one.order().id().endsWith("3")).toList());

        CleanupResult result = queue.cleanups().run(CleanupCause.OPERATOR);

        assertThat(result.items()).isEqualTo(3);
        assertThat(result.message()).contains("1 finished orders are not in the archive yet");
        assertThat(queue.find("done-3").orElseThrow().state()).isEqualTo(WorkOrderState.COMPLETED);
        assertThat(queue.stats().archiveFailures()).isOne();

        archive.behaviour = archive::keepAll;
        ticker.advance(Duration.ofSeconds(1));
        awaitArchived(4);
        assertThat(archive.given.get(0)).as("the same when it comes again").containsAll(archive.given.get(1));
    }

    @Test
    void idsThatWereNotGivenMeanNothing() {
        finish(1);
        offer("open");
        archive.behaviour = orders -> List.of("open", "unknown");

        assertThat(queue.cleanups().run(CleanupCause.OPERATOR).items()).isZero();

        assertThat(queue.orders()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                IOException.class,
                IllegalStateException.class,
                AssertionError.class,
                StackOverflowError.class,
                NoClassDefFoundError.class,
                OutOfMemoryError.class
            })
    void anArchiveThatThrowsCostsOneCountAndIsAskedAgainAfterAPause(Class<? extends Throwable> type) {
        finish(2);
        archive.behaviour = orders -> {
            throw type.getConstructor().newInstance();
        };
        assertThat(queue.cleanups().run(CleanupCause.OPERATOR).items()).isZero();
        await().until(() -> queue.stats().callbackErrors() == 1);
        assertThat(queue.stats().finishedOrders()).isEqualTo(2);

        ticker.advance(Duration.ofMillis(999));
        ticker.tick();
        assertThat(archive.calls()).isOne();
        archive.behaviour = archive::keepAll;
        ticker.advance(Duration.ofMillis(1));

        awaitArchived(2);
        assertThat(queue.stats().callbackErrors()).isOne();
    }

    @Test
    void aFailingArchiveIsPausedLongerEachTimeUpToTenSeconds() {
        archive.behaviour = orders -> {
            throw new IllegalStateException("down");
        };
        finish(1);
        int[] pauses = {0, 1, 2, 4, 8, 10, 10};
        for (int i = 0; i < pauses.length; i++) {
            int calls = i + 1;
            if (pauses[i] > 0) {
                ticker.advance(Duration.ofSeconds(pauses[i]).minusNanos(1));
                ticker.advance(Duration.ofNanos(1));
            } else {
                ticker.tick();
            }
            await().until(() -> queue.stats().archiveFailures() == calls);
            assertThat(archive.calls()).isEqualTo(calls);
        }
    }

    @Test
    void withTheArchiveDownAnOfferIsRefusedAtOnceAndSaysWhy() {
        requeue(4, 100);
        archive.behaviour = orders -> {
            throw new IllegalStateException("down");
        };
        finish(4);
        assertThat(offer("first")).isEqualTo(OfferResult.ARCHIVE_BEHIND);
        int calls = archive.calls();

        assertThat(offer("second")).isEqualTo(OfferResult.ARCHIVE_BEHIND);

        assertThat(archive.calls()).as("it is not asked for every offer").isEqualTo(calls);
    }

    @Test
    void anArchiveThatHangsCostsOneThreadAndOneCount() {
        requeue(100, 10);
        archive.behaviour = archive::hang;
        finish(10);
        await().until(() -> archive.hanging.get() == 1);
        archive.behaviour = archive::keepAll;
        finish(5);
        ticker.advance(Duration.ofSeconds(9));
        assertThat(archive.calls()).as("one call at a time").isOne();

        ticker.advance(Duration.ofSeconds(1));

        await().until(() -> queue.stats().finishedOrders() == 10);
        assertThat(queue.stats().hungArchiveCalls()).isOne();
        assertThat(queue.stats().callbackErrors()).isOne();
        assertThat(offer("new")).isEqualTo(OfferResult.ACCEPTED);
        assertThat(queue.poll()).isPresent();

        archive.hangUntil.countDown();
        awaitArchived(15);
        assertThat(queue.stats().hungArchiveCalls()).isZero();
    }

    @Test
    void whenAllCallsHangTheQueueIsBoundedAndCloseToo() {
        requeue(100, 5);
        archive.behaviour = archive::hang;
        finish(40);
        await().until(() -> {
            ticker.advance(Duration.ofSeconds(10));
            return archive.hanging.get() == 4;
        });
        assertThat(queue.stats().finishedOrders()).isEqualTo(40);
        IntStream.range(0, 60)
                .forEach(i -> assertThat(offer("open-" + i).accepted()).isTrue());
        queue.settings().find("archiveWait").orElseThrow().setOpenValue(0.05, "test");
        assertThat(offer("one-more")).isEqualTo(OfferResult.ARCHIVE_BEHIND);

        long start = System.nanoTime();
        queue.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        assertThat(queue.orders()).as("nothing was thrown away").hasSize(100);
    }

    @Test
    void tooManyDeadLettersGoToTheArchiveAsFailed() {
        queue.settings().find("maximumAttempts").orElseThrow().setOpenValue(1, "test");
        queue.settings().find("maximumDeadLetters").orElseThrow().setOpenValue(2, "test");
        for (int i = 1; i <= 3; i++) {
            offer("bad-" + i);
            queue.poll();
            queue.fail("bad-" + i, "no");
        }
        assertThat(queue.find("bad-1").orElseThrow().state()).isEqualTo(WorkOrderState.GIVEN_UP);
        assertThat(queue.requeue("bad-1")).isFalse();
        queue.settings().find("maximumDeadLetters").orElseThrow().setOpenValue(0, "test");
        ticker.tick();

        awaitArchived(3);
        assertThat(archive.kept.orders()).extracting(FinishedOrder::outcome).containsOnly(FinishedOrder.Outcome.FAILED);
        assertThat(queue.stats().archived()).containsEntry(FinishedOrder.Outcome.FAILED, 3L);
    }

    @Test
    void closeArchivesWhatIsFinished() {
        finish(30);
        queue.close();
        assertThat(archive.kept.orders()).hasSize(30);
        assertThat(queue.cleanups().stats().cleanups()).containsEntry(CleanupCause.SHUTDOWN, 1L);
    }

    @Test
    void anArchiveMayUseTheQueue() {
        archive.behaviour = orders -> {
            offer("from-the-archive");
            queue.poll();
            queue.complete("from-the-archive");
            queue.stats();
            return archive.keepAll(orders);
        };
        finish(1);
        queue.cleanups().run(CleanupCause.OPERATOR);
        archive.behaviour = archive::keepAll;
        queue.cleanups().run(CleanupCause.OPERATOR);
        awaitArchived(2);
    }

    @Test
    void theArchiveRunsOnThreadsOfTheQueueOnly() {
        archive.behaviour = orders -> {
            assertThat(Thread.currentThread().getName()).startsWith("plimsoll-archive-desk-");
            assertThat(Thread.currentThread().isDaemon()).isTrue();
            return archive.keepAll(orders);
        };
        finish(10);
        ticker.tick();
        awaitArchived(10);
        assertThat(queue.stats().callbackErrors()).isZero();
    }

    private OfferResult offer(String id) {
        return queue.offer(WorkOrder.of(id, 1, "data"));
    }

    private void finish(int count) {
        for (int i = 0; i < count; i++) {
            String id = "done-" + numbers.incrementAndGet();
            assertThat(offer(id)).isEqualTo(OfferResult.ACCEPTED);
            assertThat(queue.poll().orElseThrow().id()).isEqualTo(id);
            assertThat(queue.complete(id)).isTrue();
        }
    }

    private void awaitArchived(int count) {
        await().untilAsserted(() -> {
            assertThat(archive.kept.orders()).hasSize(count);
            assertThat(queue.stats().finishedOrders()).isZero();
        });
    }
}
