package dev.plimsoll.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.ManagerId;
import dev.plimsoll.stats.Figure;
import dev.plimsoll.stats.Kind;
import dev.plimsoll.stats.Unit;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the store counts is what it takes, measured on the heap; many of them, so that other things do not matter. */
class HistoryHeapTest {
    private static final long FOUR_MEGABYTES = 4_000_000;
    private static final int STORES = 25;

    @ParameterizedTest
    @ValueSource(ints = {1000, 5000, 20_000})
    void fourMegabytesAreFourMegabytes(int series) {
        long before = usedHeap();
        List<HistoryStore> stores = new ArrayList<>();
        for (int i = 0; i < STORES; i++) {
            stores.add(filled(series));
        }
        long each = (usedHeap() - before) / STORES;

        assertThat(each).isLessThanOrEqualTo(FOUR_MEGABYTES);
        assertThat(stores.get(0).bytes()).isBetween(each, FOUR_MEGABYTES);
    }

    private static HistoryStore filled(int series) {
        HistoryStore store = new HistoryStore(360, FOUR_MEGABYTES);
        for (int time = 1; time <= 3; time++) {
            List<Flattened.Value> values = new ArrayList<>();
            Set<ManagerId> registered = new HashSet<>();
            for (int i = 0; i < series; i++) {
                // Nothing is shared with others: the worst case.
                ManagerId manager = new ManagerId("ConnectionPool", "pool-" + i);
                Figure figure =
                        new Figure("level", Kind.GAUGE, Unit.NONE, "A level", "", double.class, false, List.of());
                registered.add(manager);
                values.add(new Flattened.Value(new SeriesId(manager, "level", ""), figure, time));
            }
            store.add(time, time, registered, values);
        }
        return store;
    }

    private static long usedHeap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
