package dev.plimsoll.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.CleanupCause;
import dev.plimsoll.CleanupResult;
import dev.plimsoll.ManualTicker;
import dev.plimsoll.Plimsoll;
import dev.plimsoll.Setting;
import dev.plimsoll.Subscription;
import dev.plimsoll.Ticker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpiringCacheTest {
    private final ManualTicker ticker = new ManualTicker();
    private final ExpiringCache<String, String> cache = ExpiringCache.<String, String>builder("test")
            .ticker(ticker)
            .maximumSize(100)
            .timeToLive(Duration.ofMinutes(1))
            .build();

    @AfterEach
    void close() {
        cache.close();
    }

    @Test
    void eachEntryLivesForItsOwnTime() {
        cache.put("default", "a");
        cache.put("short", "b", Duration.ofSeconds(10));
        cache.put("long", "c", Duration.ofDays(2).plusSeconds(5));

        ticker.advance(Duration.ofSeconds(10));
        assertThat(cache.getIfPresent("short")).isNull();
        assertThat(cache.getIfPresent("default")).isEqualTo("a");
        ticker.advance(Duration.ofSeconds(50));
        assertThat(cache.getIfPresent("default")).isNull();
        ticker.advance(Duration.ofHours(47));
        assertThat(cache.getIfPresent("long"))
                .as("days count, not only the rest in seconds")
                .isEqualTo("c");
        ticker.advance(Duration.ofHours(1));
        assertThat(cache.getIfPresent("long")).isNull();
        assertThat(cache.stats().hits()).isEqualTo(2);
        assertThat(cache.stats().misses()).isEqualTo(3);
    }

    @Test
    void whatExpiredLeavesMemoryThoughNobodyCalls() {
        Map<String, EvictionCause> told = new ConcurrentHashMap<>();
        cache.addListener((key, value, cause) -> told.put(key + "=" + value, cause));
        for (int i = 0; i < 50; i++) {
            cache.put("k" + i, "v");
        }
        cache.put("later", "v", Duration.ofMinutes(10));

        ticker.advance(Duration.ofMinutes(1));
        ticker.advance(Duration.ofSeconds(1));
        ticker.advance(Duration.ofSeconds(1));

        await().until(() -> cache.stats().entries() == 1);
        await().until(() -> told.size() == 50);
        assertThat(told).containsEntry("k7=v", EvictionCause.EXPIRED);
        assertThat(cache.stats().evicted()).containsEntry(EvictionCause.EXPIRED, 50L);

        ticker.advance(Duration.ofMinutes(9));
        ticker.advance(Duration.ofSeconds(2));
        await().until(() -> cache.stats().entries() == 0);
    }

    @Test
    void isBoundedByCount() {
        for (int i = 0; i < 1000; i++) {
            cache.put("k" + i, "v");
        }

        assertThat(cache.stats().entries()).isEqualTo(100);
        assertThat(cache.stats().evicted()).containsEntry(EvictionCause.SIZE, 900L);
        assertThat(cache.stats().weight()).isNull();
    }

    @Test
    void isBoundedByWeight() {
        try (ExpiringCache<String, byte[]> bytes = ExpiringCache.<String, byte[]>builder("bytes")
                .ticker(ticker)
                .maximumWeight(1000, (key, value) -> value.length)
                .build()) {
            for (int i = 0; i < 100; i++) {
                bytes.put("k" + i, new byte[100]);
            }

            assertThat(bytes.stats().weight()).isEqualTo(1000);
            assertThat(bytes.stats().entries()).isEqualTo(10);
        }
    }

    @Test
    void theMaximumIsALiveSetting() {
        for (int i = 0; i < 100; i++) {
            cache.put("k" + i, "v");
        }
        Setting<?> maximum = cache.settings().find("maximumSize").orElseThrow();

        maximum.setOpenValue(10L, "test");

        assertThat(maximum.openValue()).isEqualTo(10L);
        assertThat(cache.stats().entries()).isEqualTo(10);
        assertThatThrownBy(() -> maximum.setOpenValue(-1L, "test")).hasMessageContaining("maximumSize");
    }

    @Test
    void aCleanupRemovesWhatExpiredAndNothingElse() {
        AtomicLong nanos = new AtomicLong();
        try (ExpiringCache<String, String> unticked = ExpiringCache.<String, String>builder("unticked")
                .ticker(withoutTicks(nanos))
                .build()) {
            unticked.put("a", "v", Duration.ofSeconds(1));
            unticked.put("b", "v", Duration.ofHours(1));
            nanos.addAndGet(Duration.ofSeconds(4).toNanos());
            assertThat(unticked.stats().entries()).isEqualTo(2);

            CleanupResult result = unticked.cleanups().run(CleanupCause.PRESSURE);

            assertThat(result.items()).isEqualTo(1);
            assertThat(unticked.stats().entries()).isEqualTo(1);
            assertThat(unticked.getIfPresent("b")).isEqualTo("v");
        }
    }

    @Test
    void aListenerThatThrowsOrHangsCostsACountAndASlot() {
        CountDownLatch never = new CountDownLatch(1);
        Set<String> told = ConcurrentHashMap.newKeySet();
        cache.addListener((key, value, cause) -> {
            if (key.equals("hang")) {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    return;
                }
            }
            told.add(key);
            throw new NoClassDefFoundError("on purpose");
        });
        Setting<?> maximum = cache.settings().find("maximumSize").orElseThrow();
        maximum.setOpenValue(0L, "test");

        cache.put("hang", "v");
        cache.put("a", "v");
        cache.put("b", "v");
        await().until(() -> told.containsAll(Set.of("a", "b")));
        await().until(() -> cache.stats().callbackErrors() == 2);
        ticker.advance(Duration.ofSeconds(10));

        assertThat(cache.stats().callbackErrors()).isEqualTo(3);
        assertThat(told).doesNotContain("hang");
    }

    @Test
    void theEventIsReadBack(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("cache.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("dev.plimsoll.CacheEntryEvicted");
            recording.start();
            cache.put("secret", "v", Duration.ofSeconds(30));
            cache.settings().find("maximumSize").orElseThrow().setOpenValue(0L, "test");
            recording.dump(file);
        }

        assertThat(RecordingFile.readAllEvents(file))
                .filteredOn(event -> event.getEventType().getName().equals("dev.plimsoll.CacheEntryEvicted"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getString("managerName")).isEqualTo("test");
                    assertThat(event.getString("cause")).isEqualTo("SIZE");
                    assertThat(event.getDuration("timeToLive")).isEqualTo(Duration.ofSeconds(30));
                    assertThat(event.toString()).doesNotContain("secret");
                });
    }

    @Test
    void wrongValuesAreRefused() {
        assertThatThrownBy(() -> ExpiringCache.builder("x").maximumSize(-1).build())
                .hasMessageContaining("-1");
        assertThatThrownBy(() ->
                        ExpiringCache.builder("x").timeToLive(Duration.ZERO).build())
                .hasMessageContaining("timeToLive");
        assertThatThrownBy(() -> cache.put("a", "b", Duration.ofSeconds(-1))).hasMessageContaining("time to live");
    }

    @Test
    void afterTheCloseItIsEmptyAndTakesNothing() {
        cache.put("a", "v");

        cache.close();
        cache.close();

        assertThat(cache.getIfPresent("a")).isNull();
        assertThat(cache.stats().entries()).isZero();
        assertThatThrownBy(() -> cache.put("b", "v")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void registersAsTypeCacheWithAllItsFigures() {
        cache.put("a", "v");
        try (Plimsoll plimsoll = Plimsoll.create(ticker)) {
            var registration = plimsoll.add(cache);
            assertThat(registration.id().type()).isEqualTo("Cache");
            assertThat(registration.read().value("entries")).isEqualTo(1L);
            assertThat(registration.figures()).noneMatch(figure -> figure.name().equals("weight"));
        }
    }

    private static Ticker withoutTicks(AtomicLong nanos) {
        return new Ticker() {
            @Override
            public long nanos() {
                return nanos.get();
            }

            @Override
            public Subscription everyTick(Runnable task) {
                return () -> {};
            }
        };
    }
}
