package dev.plimsoll.pool;

import dev.plimsoll.stats.HistogramRecorder;
import dev.plimsoll.stats.Unit;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** Counts what happens in one pool. */
final class Figures {
    final HistogramRecorder usage = new HistogramRecorder(Unit.SECONDS);
    final LongAdder created = new LongAdder();
    final LongAdder creationFailures = new LongAdder();
    final LongAdder leaked = new LongAdder();
    final LongAdder overdue = new LongAdder();
    final LongAdder timeouts = new LongAdder();
    private final HistogramRecorder wait = new HistogramRecorder(Unit.SECONDS);
    private final HistogramRecorder creation = new HistogramRecorder(Unit.SECONDS);
    private final LongAdder waited = new LongAdder();
    private final Map<CloseCause, LongAdder> closed = new EnumMap<>(CloseCause.class);

    /** Acquisitions without waiting from connections that are closed by now. Guarded by the dispatcher's lock. */
    private long unwaitedOfRetired;

    Figures() {
        for (CloseCause cause : CloseCause.values()) {
            closed.put(cause, new LongAdder());
        }
    }

    void waited(long nanos) {
        waited.increment();
        wait.record(nanos);
    }

    void created(long nanos) {
        created.increment();
        creation.record(nanos);
    }

    void closed(CloseCause cause) {
        Objects.requireNonNull(closed.get(cause)).increment();
    }

    /** Under the dispatcher's lock. */
    void retired(Slot<?, ?> slot) {
        unwaitedOfRetired += slot.unwaited();
    }

    /** Reads all figures. Finished uses that their slots have not recorded yet are recorded first, so none is missing. */
    <K, C> PoolStats stats(PoolContext<K, C> context) {
        Dispatcher<K, C> dispatcher = context.dispatcher;
        long active = 0;
        long idle = 0;
        long unwaited;
        long total;
        dispatcher.lock();
        try {
            unwaited = unwaitedOfRetired;
            for (KeyPool<K, C> keyPool : dispatcher.keys.values()) {
                for (Slot<K, C> slot : keyPool.slots) {
                    dispatcher.settleIdle(slot);
                    long seen = slot.peek();
                    active += Slot.isLeased(seen) ? 1 : 0;
                    idle += Slot.isIdle(seen) ? 1 : 0;
                    unwaited += slot.unwaited();
                }
            }
            total = context.population.total();
        } finally {
            dispatcher.unlock();
        }
        Map<CloseCause, Long> byCause = new EnumMap<>(CloseCause.class);
        closed.forEach((cause, count) -> byCause.put(cause, count.sum()));
        return new PoolStats(
                active,
                idle,
                total,
                (long) dispatcher.waiting,
                unwaited + waited.sum(),
                timeouts.sum(),
                created.sum(),
                creationFailures.sum(),
                Collections.unmodifiableMap(byCause),
                leaked.sum(),
                context.errands.failures(),
                wait.snapshot(unwaited),
                usage.snapshot(),
                creation.snapshot(),
                overdue.sum());
    }
}
