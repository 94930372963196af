package dev.plimsoll.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.ManualTicker;
import dev.plimsoll.pool.ConnectionUnavailableException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The timeout is a contract, whatever hangs, and one that hangs costs its place and a count. */
class ConnectionPoolHangTest {
    private static final Duration TIMEOUT = Duration.ofMillis(100);
    private static final long LATEST_NANOS = TIMEOUT.plusMillis(50).toNanos();
    private static final Duration SOON = Duration.ofSeconds(10);

    /** What hangs. */
    enum Hang {
        CREATE,
        VALIDATE,
        CLOSE,
        EXHAUSTED
    }

    @ParameterizedTest
    @EnumSource
    void answersInTime(Hang hang) throws Exception {
        answersInTime(hang, 12);
    }

    @Tag("soak")
    @ParameterizedTest
    @EnumSource
    void answersInTimeAThousandTimes(Hang hang) throws Exception {
        answersInTime(hang, 1000);
    }

    /** A machine that is busy with something else delays every thread; that is told apart by a thread that only sleeps. */
    private static void answersInTime(Hang hang, int trials) throws Exception {
        List<Long> late = new ArrayList<>();
        for (int i = 0; i < trials; i++) {
            long excess = trial(hang) - Math.max(LATEST_NANOS, sleepNanos());
            if (excess > 0) {
                late.add(excess);
            }
        }
        assertThat(late).as("nanoseconds too late").hasSizeLessThanOrEqualTo(trials / 100);
    }

    private static long sleepNanos() throws InterruptedException {
        long start = System.nanoTime();
        new CountDownLatch(1).await(TIMEOUT.toNanos(), TimeUnit.NANOSECONDS);
        return System.nanoTime() - start + TimeUnit.MILLISECONDS.toNanos(50);
    }

    private static long trial(Hang hang) throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        ConnectionPool<String, Object> pool = ConnectionPool.<String, Object>builder("hang", key -> {
                    if (hang == Hang.CREATE) {
                        ignoringInterrupts(release);
                    }
                    return new Object();
                })
                .validator(connection -> {
                    if (hang == Hang.VALIDATE) {
                        ignoringInterrupts(release);
                    }
                    return true;
                })
                .validateAfterIdle(Duration.ZERO)
                .closer(connection -> {
                    if (hang == Hang.CLOSE) {
                        ignoringInterrupts(release);
                    }
                })
                .closeTimeout(Duration.ZERO)
                .maximumSize(1)
                .build();
        try {
            Lease<Object> held = hang == Hang.CREATE ? null : pool.acquire("other", SOON);
            if (held != null && hang != Hang.EXHAUSTED) {
                held.close();
            }
            String key = hang == Hang.VALIDATE ? "other" : "key";
            long start = System.nanoTime();
            var failure = catchThrowableOfType(ConnectionUnavailableException.class, () -> pool.acquire(key, TIMEOUT));
            long nanos = System.nanoTime() - start;
            assertThat(nanos).isGreaterThanOrEqualTo(TIMEOUT.toNanos());
            assertThat(failure.reason())
                    .isEqualTo(hang == Hang.CREATE || hang == Hang.VALIDATE ? Reason.BROKEN : Reason.EXHAUSTED);
            release.countDown();
            if (held != null) {
                held.close();
            }
            pool.acquire(key, SOON).close();
            return nanos;
        } finally {
            release.countDown();
            pool.close();
        }
    }

    @Test
    void aHungFactoryCostsOnePlaceAndOneCount() throws Exception {
        ManualTicker ticker = new ManualTicker();
        CountDownLatch release = new CountDownLatch(1);
        AtomicReference<Thread> hung = new AtomicReference<>();
        ConnectionPool<String, Object> pool = ConnectionPool.<String, Object>builder("hang", key -> {
                    if (key.equals("tarpit")) {
                        hung.set(Thread.currentThread());
                        ignoringInterrupts(release);
                    }
                    return new Object();
                })
                .maximumSize(3)
                .callbackTimeout(Duration.ofSeconds(30))
                .ticker(ticker)
                .build();
        var stuck = pool.acquireAsync("tarpit", Duration.ofSeconds(5));
        await().until(() -> hung.get() != null);
        ticker.advance(Duration.ofSeconds(5));
        await().until(stuck::isCompletedExceptionally);
        try (Lease<Object> one = pool.acquire("well", SOON);
                Lease<Object> two = pool.acquire("well", SOON)) {
            assertThat(one.connection()).isNotSameAs(two.connection());
            assertThat(pool.acquireAsync("well", Duration.ofMinutes(1))).isNotDone();
            ticker.advance(Duration.ofSeconds(30));
            ticker.advance(Duration.ofSeconds(30));
            assertThat(pool.stats().callbackErrors()).isOne();
        }
        release.countDown();
        await().until(() -> pool.stats().idleConnections() >= 2);
        pool.acquire("tarpit", SOON).close();
        pool.close();
    }

    @Test
    void aWaiterDoesNotCountOnWhatHangs() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicReference<CountDownLatch> next = new AtomicReference<>(release);
        ConnectionPool<String, Object> pool = ConnectionPool.<String, Object>builder("hang", key -> {
                    CountDownLatch latch = next.getAndSet(null);
                    if (latch != null) {
                        ignoringInterrupts(latch);
                    }
                    return new Object();
                })
                .build();
        pool.acquire("key", SOON).close();
        assertThat(pool.stats().totalConnections()).isEqualTo(2);
        release.countDown();
        await().until(() -> pool.stats().idleConnections() == 2);
        pool.close();
    }

    @Test
    void closingIsBoundedWhenClosersHang() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        ConnectionPool<String, Object> pool = ConnectionPool.<String, Object>builder("hang", key -> new Object())
                .closer(connection -> ignoringInterrupts(release))
                .closeTimeout(Duration.ofMillis(100))
                .build();
        pool.acquire("key", SOON).close();
        long start = System.nanoTime();
        pool.close();
        assertThat(System.nanoTime() - start)
                .isBetween(TimeUnit.MILLISECONDS.toNanos(100), TimeUnit.MILLISECONDS.toNanos(3000));
        release.countDown();
        await().until(() -> pool.stats().totalConnections() == 0);
    }

    @Test
    void anyThrowableIsACountAndNoMore() throws Exception {
        List<Throwable> throwables = List.of(
                new Exception("checked"),
                new RuntimeException("unchecked"),
                new AssertionError("assertion"),
                new StackOverflowError(),
                new OutOfMemoryError("made up"),
                new NoClassDefFoundError("missing"));
        for (Throwable throwable : throwables) {
            AtomicReference<Throwable> next = new AtomicReference<>(throwable);
            ConnectionPool<String, Object> pool = ConnectionPool.<String, Object>builder("throws", key -> {
                        throwIfSet(next);
                        return new Object();
                    })
                    .closer(connection -> throwIfSet(next))
                    .validator(connection -> {
                        throwIfSet(next);
                        return true;
                    })
                    .validateAfterIdle(Duration.ZERO)
                    .build();
            var failure = catchThrowableOfType(ConnectionUnavailableException.class, () -> pool.acquire("key", SOON));
            assertThat(failure).hasCause(throwable);
            pool.acquire("key", SOON).close();
            next.set(throwable);
            pool.acquire("key", SOON).close();
            next.set(throwable);
            pool.drain();
            assertThat(pool.stats().callbackErrors()).as(throwable.toString()).isEqualTo(3);
            assertThat(pool.stats().totalConnections()).isZero();
            pool.acquire("key", SOON).close();
            pool.close();
        }
    }

    private static void throwIfSet(AtomicReference<Throwable> next) throws Exception {
        Throwable throwable = next.getAndSet(null);
        if (throwable instanceof Error error) {
            throw error;
        }
        if (throwable instanceof Exception exception) {
            throw exception;
        }
    }

    static void ignoringInterrupts(CountDownLatch latch) {
        boolean done = false;
        while (!done) {
            try {
                latch.await();
                done = true;
            } catch (InterruptedException e) {
                // that is what it is for
            }
        }
    }
}
