package dev.plimsoll.agent.top;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** The last minute of each resource, one value a second. Not safe for use by several threads. */
final class History {

    private static final int SECONDS = 60;

    private final LongSupplier nanos;
    private final Map<String, Deque<Double>> values = new HashMap<>();
    private final Map<String, Long> last = new HashMap<>();

    /** Reads the time from {@code nanos}, which counts as {@link System#nanoTime()} does. */
    History(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Adds the utilization of a resource if the last one is a second old, and returns what there is. */
    List<Double> add(String resource, double utilization) {
        long now = nanos.getAsLong();
        Deque<Double> minute = values.computeIfAbsent(resource, key -> new ArrayDeque<>());
        Long before = last.get(resource);
        if (before == null || now - before >= 1_000_000_000L) {
            last.put(resource, now);
            minute.addLast(utilization);
            if (minute.size() > SECONDS) {
                minute.removeFirst();
            }
        }
        return new ArrayList<>(minute);
    }
}
