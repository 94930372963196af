package dev.plimsoll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.stats.Figure;
import dev.plimsoll.stats.Kind;
import dev.plimsoll.stats.Stat;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlimsollTest {
    private final ManualTicker ticker = new ManualTicker();
    private final Plimsoll plimsoll = Plimsoll.create(ticker);

    @AfterEach
    void close() {
        plimsoll.close();
    }

    record HarbourStats(
            @Stat(kind = Kind.GAUGE, help = "Ships in the harbour")
            long ships,

            @Stat(kind = Kind.GAUGE, help = "Depth of the water")
            long depth) {}

    private static class Harbour implements Manager {
        private final ManagerId id;
        private final Settings settings;
        private final Cleanups cleanups;

        Harbour(String name) {
            id = new ManagerId("Harbour", name);
            Settings.Builder declared = Settings.of(id);
            declared.integer("berths", 4).help("Ships at a time").add();
            settings = declared.build();
            cleanups = new Cleanups(id, new ManualTicker(), CleanupRun::removed);
        }

        @Override
        public ManagerId id() {
            return id;
        }

        @Override
        public Record stats() {
            return new HarbourStats(3, 12);
        }

        @Override
        public Settings settings() {
            return settings;
        }

        @Override
        public Cleanups cleanups() {
            return cleanups;
        }

        @Override
        public Set<String> unavailableFigures() {
            return Set.of("depth");
        }
    }

    private Registration add(Manager manager) {
        return plimsoll.add(manager, MethodHandles.lookup());
    }

    @Test
    void isItsOwnFirstManager() {
        assertThat(plimsoll.registrations()).extracting(r -> r.id().toString()).containsExactly("Plimsoll");
    }

    @Test
    void showsFiguresCleanupsAndSettingsButNotWhatIsNeverAvailable() {
        Registration harbour = add(new Harbour("north"));

        assertThat(harbour.figures())
                .extracting(Figure::name)
                .containsExactly("ships", "cleanups", "cleanupItems", "cleanupBytes", "cleanupFailures", "berths");
        Reading reading = harbour.read();
        assertThat(reading.value("ships")).isEqualTo(3L);
        assertThat(reading.value("berths")).isEqualTo(4L);
        assertThat(reading.value("depth")).isNull();
        assertThat(harbour.declaredFigures()).extracting(Figure::name).containsExactly("ships", "depth");
    }

    @Test
    void aSettingThatCannotBeReadIsAbsentAndCounted() {
        Registration harbour = add(new Harbour("north") {
            private final Settings broken = brokenSetting();

            private Settings brokenSetting() {
                Settings.Builder declared = Settings.of(id());
                declared.integer("berths", 4)
                        .help("Ships at a time")
                        .backedBy(
                                () -> {
                                    throw new StackOverflowError("by the harbour");
                                },
                                value -> {})
                        .add();
                declared.integer("buoys", 2).help("Buoys").add();
                return declared.build();
            }

            @Override
            public Settings settings() {
                return broken;
            }
        });
        Registration own = plimsoll.registrations().get(0);
        await().until(() -> harbour.latest() != null);
        long before = (Long) own.read().value("settingFailures");

        Reading reading = harbour.read();

        assertThat(reading.value("ships")).isEqualTo(3L);
        assertThat(reading.value("berths")).isNull();
        assertThat(reading.value("buoys")).isEqualTo(2L);
        assertThat(before).isPositive();
        assertThat(own.read().value("settingFailures")).isEqualTo(before + 1);
        assertThat(own.read().value("readingFailures")).isEqualTo(0L);
    }

    @Test
    void refusesASecondOfOneName() {
        add(new Harbour("north"));

        assertThatThrownBy(() -> add(new Harbour("north")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Harbour/north is registered already");
    }

    @Test
    void forgetsWhatIsClosedAndTakesTheNameAgain() {
        Registration first = add(new Harbour("north"));
        first.close();
        Registration second = add(new Harbour("north"));
        first.close();

        assertThat(plimsoll.registrations()).contains(second).doesNotContain(first);
    }

    @Test
    void refusesAFigureAndASettingOfOneName() {
        assertThatThrownBy(() -> add(new Harbour("north") {
                    private final Settings settings = shipsSetting();

                    @Override
                    public Settings settings() {
                        return settings;
                    }
                }))
                .hasMessageContaining("'ships' twice");
    }

    @Test
    void refusesAnUnavailableFigureThatIsNotDeclared() {
        assertThatThrownBy(() -> add(new Harbour("north") {
                    @Override
                    public Set<String> unavailableFigures() {
                        return Set.of("dephts");
                    }
                }))
                .hasMessageContaining("dephts");
    }

    @Test
    void tellsFollowersWhatIsThereAndWhatComesAndGoes() {
        List<String> news = new CopyOnWriteArrayList<>();
        Registration north = add(new Harbour("north"));
        Subscription following = plimsoll.follow(new RegistryListener() {
            @Override
            public void added(Registration registration) {
                news.add("+" + registration.id());
            }

            @Override
            public void removed(Registration registration) {
                news.add("-" + registration.id());
            }
        });
        add(new Harbour("south")).close();
        following.close();
        north.close();

        assertThat(news).containsExactly("+Plimsoll", "+Harbour/north", "+Harbour/south", "-Harbour/south");
    }

    @Test
    void aListenerThatThrowsIsCountedAndHurtsNobody() {
        plimsoll.follow(new RegistryListener() {
            @Override
            public void added(Registration registration) {
                throw new AssertionError("listener");
            }

            @Override
            public void removed(Registration registration) {
                throw new AssertionError("listener");
            }
        });
        add(new Harbour("north")).close();

        Reading self = plimsoll.registrations().get(0).read();
        assertThat(self.value("listenerFailures")).isEqualTo(3L);
    }

    @Test
    void readsEveryManagerAtEachTickAndAHangingOneOnlyLosesItsOwn() throws Exception {
        CountDownLatch asked = new CountDownLatch(2);
        CountDownLatch release = new CountDownLatch(1);
        add(new Harbour("hanging") {
            @Override
            public Record stats() {
                asked.countDown();
                if (asked.getCount() == 0) {
                    awaitQuietly(release);
                }
                return super.stats();
            }
        });
        ticker.tick();
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        Registration healthy = add(new Harbour("healthy"));

        ticker.tick();

        await().untilAsserted(() -> assertThat(healthy.latest()).isNotNull());
        release.countDown();
    }

    @Test
    void cleansAllThatCanBeCleaned() {
        add(new Harbour("north"));
        add(new Harbour("south"));

        assertThat(plimsoll.cleanup(CleanupCause.OPERATOR))
                .extracting(CleanupResult::items)
                .containsExactly(1L, 1L);
    }

    @Test
    void isEmptyOnceClosedAndTakesNothingMore() {
        add(new Harbour("north"));
        plimsoll.close();
        plimsoll.close();

        assertThat(plimsoll.registrations()).isEmpty();
        assertThatThrownBy(() -> add(new Harbour("south"))).hasMessageContaining("closed");
    }

    private static Settings shipsSetting() {
        Settings.Builder declared = Settings.of(new ManagerId("Harbour", "north"));
        declared.integer("ships", 4).help("Ships at a time").add();
        return declared.build();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
