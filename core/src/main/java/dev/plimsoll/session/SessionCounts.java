package dev.plimsoll.session;

import dev.plimsoll.stats.HistogramRecorder;
import dev.plimsoll.stats.Unit;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts what happens to sessions. Thread-safe. */
final class SessionCounts {
    private final LongAdder created = new LongAdder();
    private final Map<EndCause, LongAdder> ended = adders(EndCause.class);
    private final Map<Rejection, LongAdder> rejected = adders(Rejection.class);
    private final LongAdder renamed = new LongAdder();
    private final HistogramRecorder lifetime = new HistogramRecorder(Unit.SECONDS);

    void created() {
        created.increment();
    }

    void ended(EndCause cause, long ageNanos) {
        increment(ended, cause);
        lifetime.record(ageNanos);
    }

    void rejected(Rejection rejection) {
        increment(rejected, rejection);
    }

    void renamed() {
        renamed.increment();
    }

    SessionStats stats(long activeSessions, long callbackErrors) {
        return new SessionStats(
                activeSessions,
                created.sum(),
                sums(EndCause.class, ended),
                sums(Rejection.class, rejected),
                renamed.sum(),
                callbackErrors,
                lifetime.snapshot());
    }

    private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> type) {
        Map<E, LongAdder> adders = new EnumMap<>(type);
        for (E constant : type.getEnumConstants()) {
            adders.put(constant, new LongAdder());
        }
        return adders;
    }

    private static <E extends Enum<E>> void increment(Map<E, LongAdder> adders, E constant) {
        LongAdder adder = adders.get(constant);
        if (adder != null) {
            adder.increment();
        }
    }

    private static <E extends Enum<E>> Map<E, Long> sums(Class<E> type, Map<E, LongAdder> adders) {
        Map<E, Long> sums = new EnumMap<>(type);
        adders.forEach((constant, adder) -> sums.put(constant, adder.sum()));
        return Collections.unmodifiableMap(sums);
    }
}
