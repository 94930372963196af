package dev.plimsoll.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.ManagerId;
import dev.plimsoll.stats.Figure;
import dev.plimsoll.stats.Kind;
import dev.plimsoll.stats.Unit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HistoryStoreTest {
    private static final Figure GAUGE =
            new Figure("level", Kind.GAUGE, Unit.NONE, "A level", "", double.class, false, List.of());
    private static final int FOUR_MEGABYTES = 4_000_000;
    private static final int HOUR = 360;

    private long now;

    @Test
    void fourMegabytesHoldAnHourOfAThousandSeries() {
        HistoryStore store = new HistoryStore(HOUR, FOUR_MEGABYTES);
        for (int i = 0; i < 2 * HOUR; i++) {
            sample(store, 0, 1000);
            assertThat(store.bytes()).isLessThanOrEqualTo(FOUR_MEGABYTES);
        }

        assertThat(store.step()).isEqualTo(1);
        assertThat(all(store).times()).hasSize(HOUR);
        assertThat(all(store).series()).hasSize(1000);
    }

    @Test
    void whatDoesNotFitIsThinnedFromTheOldEnd() {
        HistoryStore store = new HistoryStore(HOUR, FOUR_MEGABYTES);
        for (int i = 0; i < 2 * HOUR; i++) {
            sample(store, 0, 3000);
            assertThat(store.bytes()).isLessThanOrEqualTo(FOUR_MEGABYTES);
        }

        assertThat(store.step()).isGreaterThan(1);
        assertThat(store.size()).isEqualTo(3000);
        assertThat(store.dropped()).isZero();
        List<Long> times =
                all(store).times().stream().map(time -> time.toEpochMilli()).toList();
        assertThat(times.get(0)).as("reaches back all the way").isLessThanOrEqualTo(now - HOUR + store.step() + 1);
        assertThat(times).endsWith(now - 3, now - 2, now - 1, now);
        assertThat(times.get(1) - times.get(0)).isEqualTo(store.step());
    }

    @Test
    void whatCannotFitAtAllIsRefusedAndCounted() {
        HistoryStore store = new HistoryStore(HOUR, 64_000);
        for (int i = 0; i < 10; i++) {
            sample(store, 0, 1000);
            assertThat(store.bytes()).isLessThanOrEqualTo(64_000);
        }

        assertThat(store.size()).isBetween(50, 200);
        assertThat(store.dropped()).isEqualTo(1000 - store.size());
    }

    /** A fault of the first sketch: metrics grew without a bound between clean-ups. */
    @Test
    void managersThatComeAndGoDoNotMakeItGrow() {
        HistoryStore store = new HistoryStore(HOUR, FOUR_MEGABYTES);
        for (int i = 0; i < 3 * HOUR; i++) {
            sample(store, i * 1000, i * 1000 + 500); // five hundred new ones each time
            assertThat(store.bytes()).isLessThanOrEqualTo(FOUR_MEGABYTES);
            assertThat(store.step())
                    .as("those that live are not thinned for those that are gone")
                    .isEqualTo(1);
        }
        assertThat(store.dropped()).isZero();
        long before = store.bytes();
        assertThat(store.forgetDeparted()).isNotEmpty();
        assertThat(store.bytes()).isLessThan(before / 2);
    }

    @Test
    void whatIsGoneIsForgottenAfterTheRetention() {
        HistoryStore store = new HistoryStore(10, FOUR_MEGABYTES);
        sample(store, 0, 2);
        for (int i = 0; i < 9; i++) {
            sample(store, 1, 2);
        }
        assertThat(all(store).series()).hasSize(2);

        sample(store, 1, 2);

        assertThat(store.size()).isEqualTo(1);
        assertThat(all(store).times()).hasSize(10);
    }

    /** Random managers come and go while limits move: what is shown was so, and what is recent is shown. */
    @Test
    void whateverHappensItShowsWhatWasMeasured() {
        SplittableRandom random = new SplittableRandom(7);
        for (int run = 0; run < 30; run++) {
            now = 0;
            int samples = random.nextInt(5, 200);
            long maxBytes = random.nextInt(64_000, 400_000);
            HistoryStore store = new HistoryStore(samples, maxBytes);
            Map<SeriesId, Map<Long, Double>> truth = new HashMap<>();
            int low = 0;
            int high = 20;
            for (int step = 0; step < 600; step++) {
                if (random.nextInt(40) == 0) {
                    low = random.nextInt(100);
                    high = low + random.nextInt(300);
                }
                if (random.nextInt(100) == 0) {
                    samples = random.nextInt(5, 200);
                    maxBytes = random.nextInt(64_000, 400_000);
                    store.configure(samples, maxBytes);
                }
                for (Flattened.Value value : sample(store, low, high)) {
                    truth.computeIfAbsent(value.id(), id -> new HashMap<>()).put(now, value.number());
                }
                assertThat(store.bytes()).isLessThanOrEqualTo(maxBytes);
            }
            History history = all(store);
            for (HistorySeries series : history.series()) {
                for (int i = 0; i < history.times().size(); i++) {
                    long time = history.times().get(i).toEpochMilli();
                    assertThat(time).isGreaterThan(now - samples);
                    double shown = series.value(i);
                    Double expected = truth.get(series.id()).get(time);
                    if (!Double.isNaN(shown)) {
                        assertThat(shown).isEqualTo(expected);
                    }
                }
                assertThat(series.value(history.times().size() - 1))
                        .isEqualTo(truth.get(series.id()).getOrDefault(now, Double.NaN));
            }
        }
    }

    @Test
    void aQueryIsBoundedByTimeAndByName() {
        HistoryStore store = new HistoryStore(HOUR, FOUR_MEGABYTES);
        for (int i = 0; i < 20; i++) {
            sample(store, 0, 3);
        }
        SeriesId wanted = id(1);

        History history = store.query(5, 9, Long.MIN_VALUE / 2, wanted::equals);

        assertThat(history.times()).extracting(time -> time.toEpochMilli()).containsExactly(5L, 6L, 7L, 8L, 9L);
        assertThat(history.series())
                .singleElement()
                .extracting(HistorySeries::id)
                .isEqualTo(wanted);
        assertThat(history.find(wanted).orElseThrow().values()).containsExactly(1005, 1006, 1007, 1008, 1009);
    }

    /** Samples the made-up managers from one number up to below another: each has one figure, a thousand times its number and the time. */
    private List<Flattened.Value> sample(HistoryStore store, int from, int to) {
        now++;
        List<Flattened.Value> values = new ArrayList<>();
        Set<ManagerId> registered = new HashSet<>();
        for (int i = from; i < to; i++) {
            registered.add(id(i).manager());
            values.add(new Flattened.Value(id(i), GAUGE, 1000.0 * i + now));
        }
        store.add(now, now, registered, values);
        return values;
    }

    private static SeriesId id(int number) {
        return new SeriesId(new ManagerId("Made", "m" + number), "level", "");
    }

    private static History all(HistoryStore store) {
        return store.query(Long.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE / 2, id -> true);
    }
}
