package dev.plimsoll.work;

import dev.plimsoll.CleanupCause;
import dev.plimsoll.CleanupRun;
import dev.plimsoll.Cleanups;
import dev.plimsoll.Manager;
import dev.plimsoll.ManagerId;
import dev.plimsoll.Settings;
import dev.plimsoll.Subscription;
import dev.plimsoll.Ticker;
import dev.plimsoll.internal.Jfr;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue of work orders, which gives each to one holder at a time and forgets it when an archive has it.
 *
 * <p>An order is offered, taken, and then completed or failed. {@link #take} gives the order of the highest priority, among
 * those the oldest; but an order older than the aging bound goes before all of a higher priority, so that none starves.
 * Whoever takes an order holds it for the length of the lease. An attempt that fails, or is not finished within the lease,
 * puts the order back with the age that it has; after the maximum of attempts it is a dead letter, which can be requeued.
 * So an order is worked on at least once: a holder whose lease ended may still be at it when the next one takes it.
 * {@link #complete} and {@link #fail} go by id, and a holder cannot be told from the one before.
 *
 * <p>The capacity counts every order that is not yet in the archive, in whatever state.
 *
 * <p>Thread-safe, for virtual threads too; nothing blocks but {@link #take}, {@link #poll(Duration)}, an offer that waits
 * for the archive to make room, a cleanup and {@link #close}. What a thread did before it offered an order happens before
 * another thread has taken it; what it did before {@link #complete} or {@link #fail} happens before the archive is given
 * the order or it is taken again. The archive runs on threads of the queue. Every call costs O(1) or O(log n).
 *
 * <p>Offers, takes and what ends them are linearizable, with one relaxation: a call on an id which another thread is just
 * offering, taking, failing or requeuing may find that order in the place where it was or in the one where it will be,
 * until that other call returns; and the place of an archived order is free an instant after its id.
 *
 * @param <T> type of the orders' data
 */
public final class WorkOrderQueue<T> implements Manager, AutoCloseable {
    private static final int LONGEST_FAILURE = 500;

    private final ManagerId id;
    private final Ticker ticker;
    private final QueueSettings settings;
    private final Cleanups cleanups;
    private final Duration closeTimeout;
    private final QueueCounters counters = new QueueCounters();
    private final LiveOrders<T> live;
    private final ReadyOrders<T> ready;
    private final Leases<T> leases;
    private final DeadLetters<T> dead;
    private final Archiver<T> archiver;
    private final AtomicBoolean makingRoom = new AtomicBoolean();
    private final AtomicBoolean closing = new AtomicBoolean();
    private Subscription ticks = () -> {};
    private volatile boolean closed;

    WorkOrderQueue(WorkOrderQueueBuilder<T> builder) {
        id = new ManagerId("WorkOrderQueue", builder.name);
        ticker = builder.ticker;
        settings = new QueueSettings(id, builder);
        closeTimeout = builder.closeTimeout;
        cleanups = new Cleanups(id, ticker, this::archiveFinished);
        live = new LiveOrders<>(settings.capacity::get);
        ready = new ReadyOrders<>(ticker, () -> settings.agingBound.get().toNanos());
        leases = new Leases<>(ticker::nanos);
        archiver = new Archiver<>(id, builder.archive, live, counters, ticker, settings);
        dead = new DeadLetters<>(settings.maximumDeadLetters::get, this::giveUp);
    }

    void start() {
        ticks = ticker.everyTick(this::tick);
    }

    /**
     * Begins to make a queue.
     *
     * @param name what tells it from other queues in every view, any text
     * @param archive keeps what is finished; the queue does not close it
     * @param <T> type of the orders' data
     * @return a builder with all defaults
     */
    public static <T> WorkOrderQueueBuilder<T> builder(String name, WorkOrderArchive<T> archive) {
        return new WorkOrderQueueBuilder<>(name, archive);
    }

    /**
     * Offers an order. Without room, it waits for the archive to take finished orders, at most for the setting {@code
     * archiveWait} (50 ms by default) and only while the archive answers.
     *
     * @param order the order
     * @return whether the queue has it, or why not
     */
    public OfferResult offer(WorkOrder<T> order) {
        Entry<T> entry = new Entry<>(order, ticker.nanos());
        OfferResult result = ready.closed() ? OfferResult.CLOSED : live.claim(entry);
        if (result == OfferResult.FULL) {
            result = claimWithArchive(entry);
        }
        if (result.accepted() && !ready.offer(entry)) {
            live.forget(entry);
            live.freePlaces(1);
            result = OfferResult.CLOSED;
        }
        if (result.accepted()) {
            counters.offered.increment();
        } else {
            refused(order, result);
        }
        return result;
    }

    /**
     * Offers an order that has to be accepted.
     *
     * @param order the order
     * @throws WorkOrderRejectedException if it is refused
     */
    public void submit(WorkOrder<T> order) {
        OfferResult result = offer(order);
        if (!result.accepted()) {
            throw new WorkOrderRejectedException(
                    id + " refused work order '" + order.id() + "': " + result + " (" + live.count() + " of "
                            + settings.capacity.get() + " places taken, " + archiver.unarchived()
                            + " by finished orders that are not in the archive)",
                    result);
        }
    }

    /**
     * Takes the next order, waiting for one as long as it takes.
     *
     * @return the order, which the caller holds for the length of the lease
     * @throws InterruptedException if the thread is interrupted
     * @throws WorkOrderQueueClosedException if the queue is closed
     */
    public WorkOrder<T> take() throws InterruptedException {
        Entry<T> entry = null;
        while (entry == null) {
            entry = ready.poll(ReadyOrders.LONGEST_WAIT_NANOS);
        }
        return held(entry);
    }

    /**
     * Takes the next order if one comes in time.
     *
     * @param timeout how long to wait at most; zero or less does not wait
     * @return the order, which the caller holds for the length of the lease; empty when none came
     * @throws InterruptedException if the thread is interrupted
     * @throws WorkOrderQueueClosedException if the queue is closed
     */
    public Optional<WorkOrder<T>> poll(Duration timeout) throws InterruptedException {
        Entry<T> entry = ready.poll(ReadyOrders.nanos(timeout));
        return entry == null ? Optional.empty() : Optional.of(held(entry));
    }

    /**
     * Takes the next order if there is one now.
     *
     * @return the order, which the caller holds for the length of the lease; empty when there is none
     * @throws WorkOrderQueueClosedException if the queue is closed
     */
    public Optional<WorkOrder<T>> poll() {
        Entry<T> entry = ready.poll();
        return entry == null ? Optional.empty() : Optional.of(held(entry));
    }

    /**
     * Says that an order is done. It goes to the archive.
     *
     * @param orderId its id
     * @return false when it is not in progress: not taken, finished already, or its lease has ended
     * @throws WorkOrderQueueClosedException if the queue is closed and the archive takes no more
     */
    public boolean complete(String orderId) {
        Entry<T> entry = endLease(orderId);
        if (entry == null) {
            return false;
        }
        entry.state = WorkOrderState.COMPLETED;
        archiver.add(entry);
        counters.processingTime.record(entry.finishedNanos - entry.takenNanos);
        return true;
    }

    /**
     * Says that the attempt at an order failed.
     *
     * @param orderId its id
     * @param cause why, in words
     * @return what became of it
     * @throws WorkOrderQueueClosedException if the queue is closed and the archive takes no more
     */
    public FailureResult fail(String orderId, String cause) {
        Entry<T> entry = endLease(orderId);
        return entry == null ? FailureResult.NOT_IN_PROGRESS : failed(entry, cause);
    }

    /**
     * Says that the attempt at an order failed. Only the text of the cause is kept.
     *
     * @param orderId its id
     * @param cause why
     * @return what became of it
     * @throws WorkOrderQueueClosedException if the queue is closed and the archive takes no more
     */
    public FailureResult fail(String orderId, Throwable cause) {
        return fail(orderId, textOf(cause));
    }

    /**
     * Begins the lease of an order anew, for work that takes longer.
     *
     * @param orderId its id
     * @return false when it is not in progress
     */
    public boolean renew(String orderId) {
        Entry<T> entry = live.find(orderId);
        return entry != null && leases.renew(entry);
    }

    /**
     * Gives a dead letter another chance, as if it were offered now.
     *
     * @param orderId its id
     * @return false when it is no dead letter
     * @throws WorkOrderQueueClosedException if the queue is closed
     */
    public boolean requeue(String orderId) {
        Entry<T> entry = dead.remove(orderId);
        if (entry == null) {
            return false;
        }
        if (!ready.requeue(entry)) {
            dead.add(entry);
            throw new WorkOrderQueueClosedException(id + " is closed");
        }
        counters.requeued.increment();
        return true;
    }

    /**
     * Tells what the queue knows of an order.
     *
     * @param orderId its id
     * @return its status, empty when it is not live: unknown or in the archive
     */
    public Optional<WorkOrderStatus<T>> find(String orderId) {
        Entry<T> entry = live.find(orderId);
        return entry == null ? Optional.empty() : Optional.of(entry.status());
    }

    /**
     * Lists all live orders, for instance those that a closed queue was left with. Costs O(n).
     *
     * @return their status in no particular order; what changes meanwhile may be seen or not
     */
    public List<WorkOrderStatus<T>> orders() {
        return live.all().stream().map(Entry::status).toList();
    }

    @Override
    public ManagerId id() {
        return id;
    }

    @Override
    public QueueStats stats() {
        return counters.stats(live, ready, leases, dead, archiver);
    }

    @Override
    public Settings settings() {
        return settings.all;
    }

    /** A cleanup gives the finished orders to the archive, and waits for it for the setting {@code archiveWait}. */
    @Override
    public Cleanups cleanups() {
        return cleanups;
    }

    /**
     * Closes the queue: refuses offers, tells those that wait to take, gives finished orders to the archive for at most the
     * close timeout, then ends its threads. Orders that are not in the archive stay in {@link #orders}. Closing twice is
     * harmless.
     */
    @Override
    public void close() {
        ready.close();
        if (closing.compareAndSet(false, true)) {
            ticks.close();
            cleanups.run(CleanupCause.SHUTDOWN, run -> archiver.flush(run, closeTimeout, false));
            closed = true;
            archiver.close();
        }
    }

    private OfferResult claimWithArchive(Entry<T> entry) {
        long deadline = System.nanoTime() + settings.archiveWait.get().toNanos();
        boolean wait = true;
        OfferResult result = OfferResult.FULL;
        while (result == OfferResult.FULL && wait) {
            Duration remaining = Duration.ofNanos(deadline - System.nanoTime());
            wait = archiver.canMakeRoom() && !remaining.isNegative() && !ready.closed();
            if (wait) {
                makeRoom(remaining);
            }
            result = live.claim(entry); // once more at the end: the archive may just have made room
        }
        return result == OfferResult.FULL && archiver.unarchived() > 0 ? OfferResult.ARCHIVE_BEHIND : result;
    }

    /** One thread counts as the cleanup that makes room, the others wait for what it does. */
    private void makeRoom(Duration timeout) {
        if (makingRoom.compareAndSet(false, true)) {
            try {
                cleanups.run(CleanupCause.CAPACITY, run -> archiver.flush(run, timeout, true));
            } finally {
                makingRoom.set(false);
            }
        } else {
            archiver.awaitProgress(timeout);
        }
    }

    private void archiveFinished(CleanupRun run) {
        archiver.flush(run, settings.archiveWait.get(), false);
    }

    private void refused(WorkOrder<T> order, OfferResult reason) {
        counters.refused(reason);
        if (Jfr.AVAILABLE) {
            WorkOrderRejectedEvent.emit(id, order, reason, live.count(), settings.capacity.get());
        }
    }

    private WorkOrder<T> held(Entry<T> entry) {
        long waitingSince = entry.waitingSinceNanos;
        counters.waitTime.record(leases.begin(entry) - waitingSince);
        return entry.order;
    }

    private @Nullable Entry<T> endLease(String orderId) {
        if (closed) {
            throw new WorkOrderQueueClosedException(id + " is closed");
        }
        Entry<T> entry = live.find(orderId);
        return entry != null && leases.end(entry) ? entry : null;
    }

    private FailureResult failed(Entry<T> entry, String cause) {
        entry.lastFailure = cause.length() <= LONGEST_FAILURE ? cause : cause.substring(0, LONGEST_FAILURE) + "...";
        boolean last = entry.attempts >= settings.maximumAttempts.get();
        counters.failed.increment();
        if (Jfr.AVAILABLE) {
            WorkOrderFailedEvent.emit(id, entry, ticker.nanos() - entry.takenNanos, last);
        }
        if (last) {
            counters.deadLettered.increment();
            dead.add(entry);
            return FailureResult.DEAD_LETTER;
        }
        ready.giveBack(entry);
        return FailureResult.RETRY;
    }

    private void giveUp(Entry<T> entry) {
        entry.state = WorkOrderState.GIVEN_UP;
        archiver.add(entry);
    }

    private void tick() {
        Duration lease = settings.lease.get();
        leases.endOlderThan(ticker.nanos() - lease.toNanos(), entry -> {
            counters.leasesEnded.increment();
            failed(entry, "not finished within its lease of " + lease);
        });
        dead.trim();
        archiver.tick();
    }

    private static String textOf(Throwable cause) {
        try {
            return cause.toString();
        } catch (Throwable e) {
            return cause.getClass().getName();
        }
    }
}
