package dev.plimsoll.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.Setting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many threads at once. Each connection notices when two hold it. */
class ConnectionPoolStressTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    /** A connection that knows how many hold it. */
    private static final class Probe {
        final String key;
        final AtomicInteger holders = new AtomicInteger();
        final AtomicInteger closings = new AtomicInteger();
        long unguarded;

        Probe(String key) {
            this.key = key;
        }

        void use(Random random) {
            assertThat(holders.incrementAndGet()).as("holders").isOne();
            assertThat(closings.get()).as("closed while held").isZero();
            unguarded++;
            for (int spins = random.nextInt(200); spins > 0; spins--) {
                Thread.onSpinWait();
            }
            assertThat(holders.decrementAndGet()).as("holders").isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void nobodySharesAConnectionWhateverHappensToThePool(long seed) throws Exception {
        AtomicInteger open = new AtomicInteger();
        AtomicInteger mostOpen = new AtomicInteger();
        ConnectionPool<String, Probe> pool = ConnectionPool.<String, Probe>builder("stress", key -> {
                    mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
                    return new Probe(key);
                })
                .closer(probe -> {
                    assertThat(probe.holders.get()).as("closed while held").isZero();
                    assertThat(probe.closings.incrementAndGet()).as("closings").isOne();
                    open.decrementAndGet();
                })
                .maximumSize(20)
                .maximumPerKey(8)
                .timingInterval(4)
                .seed(seed)
                .build();
        AtomicLong cycles = new AtomicLong();
        inParallel(64, seed, (number, random) -> {
            for (int i = 0; i < 400; i++) {
                String key = "key" + random.nextInt(5);
                Lease<Probe> lease = random.nextInt(10) == 0
                        ? pool.acquireAsync(key, SOON).get(40, TimeUnit.SECONDS)
                        : pool.acquire(key, SOON);
                cycles.incrementAndGet();
                assertThat(lease.connection().key).isEqualTo(key);
                lease.connection().use(random);
                if (random.nextInt(50) == 0) {
                    lease.invalidate();
                }
                lease.close();
                if (random.nextInt(20) == 0) {
                    lease.close();
                }
                if (random.nextInt(500) == 0) {
                    pool.evict(key);
                }
                if (random.nextInt(2000) == 0) {
                    pool.drain();
                }
            }
        });
        PoolStats stats = pool.stats();
        assertThat(stats.callbackErrors()).isZero();
        assertThat(stats.acquired()).isEqualTo(cycles.get());
        assertThat(stats.acquisition().count()).isEqualTo(cycles.get());
        assertThat(stats.usage().count()).isEqualTo(cycles.get());
        assertThat(stats.activeConnections()).isZero();
        assertThat(stats.waitingThreads()).isZero();
        assertThat(mostOpen).hasValueLessThanOrEqualTo(20);
        pool.close();
        await().untilAtomic(open, org.hamcrest.Matchers.is(0));
        assertThat(pool.stats().totalConnections()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void followsItsLimitWhileInUse(long seed) throws Exception {
        ConnectionPool<String, Probe> pool = ConnectionPool.<String, Probe>builder("resize", Probe::new)
                .maximumSize(100)
                .maximumPerKey(100)
                .build();
        Setting<Integer> size = maximumSize(pool);
        AtomicInteger borrowed = new AtomicInteger();
        AtomicInteger mostAfterShrinking = new AtomicInteger();
        AtomicReference<Integer> heldAtShrinking = new AtomicReference<>(Integer.MAX_VALUE);
        CountDownLatch shrunk = new CountDownLatch(1);
        inParallel(64, seed, (number, random) -> {
            for (int i = 0; i < 600; i++) {
                if (number == 0 && i == 200) {
                    size.set(1, "test");
                    heldAtShrinking.set(borrowed.get());
                    shrunk.countDown();
                }
                if (number == 0 && i == 400) {
                    assertThat(pool.stats().activeConnections()).isLessThanOrEqualTo(1 + heldAtShrinking.get());
                    size.set(100, "test");
                }
                try (Lease<Probe> lease = pool.acquire("key", SOON)) {
                    int now = borrowed.incrementAndGet();
                    if (shrunk.getCount() == 0 && size.get() == 1) {
                        mostAfterShrinking.accumulateAndGet(now - heldAtShrinking.get(), Math::max);
                    }
                    lease.connection().use(random);
                    borrowed.decrementAndGet();
                }
            }
        });
        assertThat(mostAfterShrinking).hasValueLessThanOrEqualTo(64);
        size.set(1, "test");
        await().until(() -> pool.stats().totalConnections() <= 1);
        pool.close();
    }

    @Test
    void lowersToTheLimitAsSoonAsConnectionsComeBack() throws Exception {
        ConnectionPool<String, Probe> pool = ConnectionPool.<String, Probe>builder("lower", Probe::new)
                .maximumSize(10)
                .build();
        List<Lease<Probe>> leases = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            leases.add(pool.acquire("key", SOON));
        }
        maximumSize(pool).set(4, "test");
        leases.subList(0, 5).forEach(Lease::close);
        await().until(() -> pool.stats().totalConnections() == 5);
        leases.forEach(Lease::close);
        await().until(() -> pool.stats().totalConnections() == 4);
        assertThat(pool.stats().closed()).containsEntry(CloseCause.CAPACITY, 6L);
        pool.close();
    }

    @Test
    void aBusyKeyDoesNotStarveAnother() throws Exception {
        ConnectionPool<String, Probe> pool = ConnectionPool.<String, Probe>builder("fair", Probe::new)
                .maximumSize(4)
                .build();
        AtomicInteger quiet = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(1);
        inParallel(24, 5, (number, random) -> {
            if (number == 0) {
                for (int i = 0; i < 50; i++) {
                    try (Lease<Probe> lease = pool.acquire("quiet", SOON)) {
                        lease.connection().use(random);
                        quiet.incrementAndGet();
                    }
                }
                done.countDown();
            }
            while (done.getCount() > 0) {
                try (Lease<Probe> lease = pool.acquire("busy", SOON)) {
                    lease.connection().use(random);
                }
            }
        });
        assertThat(quiet).hasValue(50);
        pool.close();
    }

    static void inParallel(int threads, long seed, Task task) throws Exception {
        List<Thread> running = new ArrayList<>();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        for (int i = 0; i < threads; i++) {
            int number = i;
            Thread thread = new Thread(
                    () -> {
                        try {
                            task.run(number, new Random(seed * 1000 + number));
                        } catch (Throwable e) {
                            failure.compareAndSet(null, e);
                        }
                    },
                    "stress-" + i);
            thread.start();
            running.add(thread);
        }
        for (Thread thread : running) {
            thread.join(100_000);
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
        if (failure.get() != null) {
            throw new AssertionError(failure.get());
        }
    }

    @SuppressWarnings("unchecked") // the setting is declared as a whole number
    private static Setting<Integer> maximumSize(ConnectionPool<?, ?> pool) {
        return (Setting<Integer>) pool.settings().find("maximumSize").orElseThrow();
    }

    interface Task {
        void run(int number, Random random) throws Exception;
    }
}
