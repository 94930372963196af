package dev.plimsoll.work;

import org.jspecify.annotations.Nullable;

/**
 * A live order within its queue. At every moment it is in exactly one place, whose lock guards the links: waiting, in
 * progress, finished, dead. Whoever took it out of one place owns it until it is in the next.
 */
final class Entry<T> extends Link<T> {
    final WorkOrder<T> order;

    /** When it was offered or requeued: its age. */
    long arrivedNanos;

    /** Position by age, given when it gets to the waiting orders first; 0 before. */
    long sequence;

    /** Written after attempts and failure, and read before them, so that a status is of one piece or a later one. */
    volatile WorkOrderState state = WorkOrderState.WAITING;

    int attempts;

    @Nullable
    String lastFailure;

    long waitingSinceNanos;
    long takenNanos;
    long finishedNanos;

    /** Neighbours in the one list that it is in; by priority, by lease. */
    @Nullable
    Entry<T> before;

    @Nullable
    Entry<T> after;

    /** Neighbours among the waiting orders by age. */
    @Nullable
    Entry<T> older;

    @Nullable
    Entry<T> younger;

    /** The next in the chain of the table by id. */
    @Nullable
    Entry<T> nextById;

    /** Where its lease is kept, null when nobody holds it. */
    volatile Leases.@Nullable Stripe<T> stripe;

    /** What the archive is given, made once so that it is the same when it comes again. */
    @Nullable
    FinishedOrder<T> finished;

    /** The call to the archive that it is part of. */
    @Nullable
    Object batch;

    Entry(WorkOrder<T> order, long nowNanos) {
        this.order = order;
        this.arrivedNanos = nowNanos;
        this.waitingSinceNanos = nowNanos;
    }

    WorkOrderStatus<T> status() {
        WorkOrderState stateNow = state;
        return new WorkOrderStatus<>(order, stateNow, attempts, lastFailure);
    }
}
