package dev.plimsoll.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Waiting orders beside a plain sorted list, under the same random adds, removes and returns. */
final class WaitingModel {
    private final Random random;
    private final Waiting<String> waiting = new Waiting<>();
    private final List<Entry<String>> expected = new ArrayList<>();
    private final List<Entry<String>> taken = new ArrayList<>();

    WaitingModel(Random random) {
        this.random = random;
    }

    void run(String seed) {
        int priorities = 1 + random.nextInt(200);
        for (int i = 0; i < 400; i++) {
            switch (random.nextInt(5)) {
                case 0, 1 -> add(new Entry<>(WorkOrder.of("order-" + i, random.nextInt(priorities), ""), i));
                case 2 -> remove(waiting.mostUrgent());
                case 3 -> remove(waiting.oldest());
                default -> {
                    if (!taken.isEmpty()) {
                        add(taken.remove(random.nextInt(taken.size())));
                    }
                }
            }
            assertThat(waiting.oldest()).as(seed).isSameAs(first(byAge()));
            assertThat(waiting.mostUrgent()).as(seed).isSameAs(first(byUrgency()));
        }
    }

    private void add(Entry<String> entry) {
        waiting.add(entry);
        expected.add(entry);
    }

    private void remove(@Nullable Entry<String> entry) {
        if (entry != null) {
            waiting.remove(entry);
            expected.remove(entry);
            taken.add(entry);
        }
    }

    private @Nullable Entry<String> first(Comparator<Entry<String>> order) {
        return expected.stream().min(order).orElse(null);
    }

    private static Comparator<Entry<String>> byAge() {
        return Comparator.comparingLong(entry -> entry.arrivedNanos);
    }

    private static Comparator<Entry<String>> byUrgency() {
        return Comparator.comparingInt((Entry<String> entry) -> -entry.order.priority())
                .thenComparing(byAge());
    }
}
