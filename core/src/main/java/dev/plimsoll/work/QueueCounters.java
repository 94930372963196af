package dev.plimsoll.work;

import dev.plimsoll.stats.Histogram;
import dev.plimsoll.stats.HistogramRecorder;
import dev.plimsoll.stats.Unit;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** What one queue has counted. Thread-safe. */
final class QueueCounters {
    final LongAdder offered = new LongAdder();
    final LongAdder failed = new LongAdder();
    final LongAdder leasesEnded = new LongAdder();
    final LongAdder deadLettered = new LongAdder();
    final LongAdder requeued = new LongAdder();
    final LongAdder archiveFailures = new LongAdder();
    final HistogramRecorder waitTime = new HistogramRecorder(Unit.SECONDS);
    final HistogramRecorder processingTime = new HistogramRecorder(Unit.SECONDS);
    final HistogramRecorder archivingTime = new HistogramRecorder(Unit.SECONDS);
    private final Map<OfferResult, LongAdder> refused = new EnumMap<>(OfferResult.class);
    private final Map<FinishedOrder.Outcome, LongAdder> archived = new EnumMap<>(FinishedOrder.Outcome.class);

    QueueCounters() {
        for (OfferResult result : OfferResult.values()) {
            if (!result.accepted()) {
                refused.put(result, new LongAdder());
            }
        }
        for (FinishedOrder.Outcome outcome : FinishedOrder.Outcome.values()) {
            archived.put(outcome, new LongAdder());
        }
    }

    void refused(OfferResult reason) {
        Objects.requireNonNull(refused.get(reason)).increment();
    }

    void archived(FinishedOrder.Outcome outcome) {
        Objects.requireNonNull(archived.get(outcome)).increment();
    }

    QueueStats stats(
            LiveOrders<?> live, ReadyOrders<?> ready, Leases<?> leases, DeadLetters<?> dead, Archiver<?> archiver) {
        long inProgress = leases.size();
        long finished = archiver.unarchived();
        long deadLetters = dead.size();
        long total = live.count();
        Long oldestNanos = ready.oldestWaitNanos();
        Histogram waitTime = this.waitTime.snapshot();
        Histogram processingTime = this.processingTime.snapshot();
        return new QueueStats(
                total,
                Math.max(0, total - inProgress - finished - deadLetters),
                inProgress,
                finished,
                deadLetters,
                oldestNanos == null ? null : oldestNanos / 1e9,
                ready.parked(),
                offered.sum(),
                sums(refused, OfferResult.class),
                waitTime.count(),
                processingTime.count(),
                failed.sum(),
                leasesEnded.sum(),
                deadLettered.sum(),
                requeued.sum(),
                sums(archived, FinishedOrder.Outcome.class),
                archiveFailures.sum(),
                archiver.hung(),
                archiver.errors(),
                waitTime,
                processingTime,
                archivingTime.snapshot());
    }

    private static <K extends Enum<K>> Map<K, Long> sums(Map<K, LongAdder> adders, Class<K> type) {
        Map<K, Long> sums = new EnumMap<>(type);
        adders.forEach((key, adder) -> sums.put(key, adder.sum()));
        return Collections.unmodifiableMap(sums);
    }
}
