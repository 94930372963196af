package dev.plimsoll.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class WorkersTest {
    @Test
    void closingLetsWhatRunsEndAndForgetsWhatWaits() throws Exception {
        Workers workers = new Workers("plimsoll-test", 1);
        CompletableFuture<Thread> started = new CompletableFuture<>();
        CountDownLatch mayEnd = new CountDownLatch(1);
        CompletableFuture<Boolean> endedInPeace = new CompletableFuture<>();
        AtomicBoolean waitedRan = new AtomicBoolean();
        workers.submit(() -> {
            started.complete(Thread.currentThread());
            try {
                endedInPeace.complete(mayEnd.await(30, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                endedInPeace.complete(false);
            }
        });
        workers.submit(() -> waitedRan.set(true));
        Thread thread = started.get(30, TimeUnit.SECONDS);

        workers.close();
        mayEnd.countDown();

        assertThat(endedInPeace.get(30, TimeUnit.SECONDS)).isTrue();
        await().until(() -> !thread.isAlive());
        assertThat(waitedRan).isFalse();
        workers.submit(() -> {});
        assertThat(workers.dropped()).isOne();
    }

    @Test
    void aTaskThatThrowsIsCounted() {
        Workers workers = new Workers("plimsoll-test", 1);
        workers.submit(() -> {
            throw new AssertionError("of the task");
        });

        await().until(() -> workers.failures() == 1);
        workers.close();
    }
}
