package dev.plimsoll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SystemTickerTest {
    private final SystemTicker ticker = new SystemTicker();

    @Test
    void ticksEverySecondAlsoAfterATaskThatThrows() throws Exception {
        CountDownLatch ticks = new CountDownLatch(2);
        long failures = TickFailures.total();
        try (Subscription broken = ticker.everyTick(() -> {
                    throw new AssertionError("broken task");
                });
                Subscription counting = ticker.everyTick(ticks::countDown)) {
            assertThat(ticks.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(TickFailures.total()).isGreaterThan(failures);
    }

    @Test
    void itsThreadIsADaemonAndEndsWithTheLastSubscription() {
        Subscription only = ticker.everyTick(() -> {});
        await().until(() -> threads() > 0);
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().equals("plimsoll-tick"))
                .allMatch(Thread::isDaemon);
        long before = threads();

        only.close();

        await().atMost(Duration.ofSeconds(5)).until(() -> threads() < before);
    }

    @Test
    void startsAgainAfterItEnded() throws Exception {
        ticker.everyTick(() -> {}).close();
        CountDownLatch ticked = new CountDownLatch(1);
        try (Subscription again = ticker.everyTick(ticked::countDown)) {
            assertThat(ticked.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("plimsoll-tick"))
                .count();
    }
}
