package dev.plimsoll.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CacheLoadTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ExpiringCache<String, String> cache = ExpiringCache.<String, String>builder("loads")
            .loadTimeout(Duration.ofMillis(300))
            .build();

    @AfterEach
    void close() {
        cache.close();
        threads.shutdownNow();
    }

    @Test
    void ofManyThreadsOneLoads() throws Exception {
        AtomicInteger loads = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(8);
        List<Future<String>> values = IntStream.range(0, 8)
                .mapToObj(i -> threads.submit(() -> {
                    all.countDown();
                    all.await();
                    return cache.get("key", key -> key + loads.incrementAndGet());
                }))
                .toList();

        for (Future<String> value : values) {
            assertThat(value.get()).isEqualTo("key1");
        }
        assertThat(loads).hasValue(1);
        assertThat(cache.stats().load().count()).isEqualTo(1);
    }

    @Test
    void aLoaderThatThrowsIsCountedAndNothingIsKept() {
        assertThatThrownBy(() -> cache.get("key", key -> {
                    throw new StackOverflowError("on purpose");
                }))
                .isInstanceOf(StackOverflowError.class);

        assertThat(cache.stats().loadFailures()).isEqualTo(1);
        assertThat(cache.get("key", key -> null)).isNull();
        assertThat(cache.get("key", key -> "v")).isEqualTo("v");
    }

    @Test
    void aLoaderThatHangsHoldsUpItsKeyOnlyAndNotForLong() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        Future<String> loading = threads.submit(() -> cache.get("hung", key -> {
            begun.countDown();
            awaitQuietly(never);
            return "late";
        }));
        begun.await();

        for (int i = 0; i < 1000; i++) {
            assertThat(cache.get("other" + i, key -> "v")).isEqualTo("v");
        }
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> cache.get("hung", key -> "mine"))
                    .isInstanceOf(CacheLoadException.class)
                    .hasMessageContaining("takes longer");
        }
        assertThat(cache.stats().callbackErrors()).isEqualTo(1);

        never.countDown();
        assertThat(loading.get()).isEqualTo("late");
        assertThat(cache.getIfPresent("hung")).isEqualTo("late");
    }

    @Test
    void whatWasRemovedWhileItWasLoadedIsNotKept() throws Exception {
        CountDownLatch removed = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        Future<String> loading = threads.submit(() -> cache.get("key", key -> {
            begun.countDown();
            awaitQuietly(removed);
            return "stale";
        }));
        begun.await();
        cache.remove("key");
        removed.countDown();

        assertThat(loading.get()).isEqualTo("stale");
        assertThat(cache.getIfPresent("key")).isNull();
    }

    @Test
    void aLoaderThatAsksForItsOwnKeyIsTold() {
        assertThatThrownBy(() -> cache.get("key", key -> cache.get("key", again -> "v")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a loader asks for the key");
        assertThat(cache.get("a", a -> cache.get("b", b -> "v"))).isEqualTo("v");
    }

    @Test
    void waitersAreToldWhyALoadFailed() throws Exception {
        CountDownLatch fail = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        threads.submit(() -> cache.get("key", key -> {
            begun.countDown();
            awaitQuietly(fail);
            throw new IllegalArgumentException("on purpose");
        }));
        begun.await();
        Future<String> waiting = threads.submit(() -> cache.get("key", key -> "mine"));
        await().until(() -> cache.stats().misses() == 2);
        fail.countDown();

        try {
            assertThat(waiting.get()).as("came after the failure").isEqualTo("mine");
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(CacheLoadException.class).hasRootCauseMessage("on purpose");
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
