package dev.plimsoll.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpWorkersTest {
    private final AtomicLong nanos = new AtomicLong();
    private final HttpWorkers workers = new HttpWorkers(nanos::get);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch finish = new CountDownLatch(1);

    @AfterEach
    void close() {
        finish.countDown();
        workers.shutdown();
    }

    @Test
    void aSlowClientIsGivenUpAfterFiveSeconds() throws Exception {
        Future<Boolean> interrupted = workers.submit(() -> awaitFinish(begun));
        begun.await();

        nanos.set(TimeUnit.SECONDS.toNanos(5));
        workers.enforceDeadline();
        assertThat(interrupted.isDone()).isFalse();
        nanos.incrementAndGet();
        workers.enforceDeadline();

        assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void theCodeOfManagersIsNeverInterrupted() throws Exception {
        Future<Boolean> interrupted = workers.submit(() -> {
            working();
            return awaitFinish(begun);
        });
        begun.await();

        nanos.set(TimeUnit.HOURS.toNanos(1));
        workers.enforceDeadline();
        finish.countDown();

        assertThat(interrupted.get(10, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void anotherRequestGetsTheThreadOfTheOldest() throws InterruptedException, ExecutionException, TimeoutException {
        Future<Boolean> oldest = workers.submit(() -> awaitFinish(begun));
        begun.await();
        nanos.incrementAndGet();
        CountDownLatch allBegun = new CountDownLatch(15);
        Future<Boolean> younger = null;
        for (int i = 0; i < 15; i++) {
            younger = workers.submit(() -> awaitFinish(allBegun));
        }
        allBegun.await();

        assertThat(workers.submit(() -> "served").get(10, TimeUnit.SECONDS)).isEqualTo("served");
        assertThat(oldest.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(younger).isNotDone();
    }

    private void working() {
        try {
            workers.working();
        } catch (InterruptedIOException e) {
            throw new AssertionError(e);
        }
    }

    private boolean awaitFinish(CountDownLatch started) {
        started.countDown();
        try {
            finish.await();
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }
}
