package dev.plimsoll.work;

import dev.plimsoll.Ticker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/*
 * Design: offers do not meet takes at a lock.
 *
 * An offer pushes onto a lock-free stack. Whoever takes holds the lock, empties the stack into the ordered orders, and
 * picks. Emptying is one atomic step after which everything offered before is in order, so a take gives the most urgent
 * order of that moment exactly; it is where a take takes effect, and the push is where an offer does. The mark that ends
 * the stack for good makes the same true for closing: no offer is accepted after it.
 *
 * A taker that finds nothing first looks again for some microseconds, one taker at a time, since waking a thread costs
 * more than that. Then it parks. `parked` counts those that are parked and not yet called, `calls` those that are called
 * and not yet awake; so an offer takes the lock only when there is somebody to call.
 */
/** Orders that can be taken. Thread-safe. */
final class ReadyOrders<T> {
    static final long LONGEST_WAIT_NANOS = TimeUnit.DAYS.toNanos(365);

    private static final int SPINS = Runtime.getRuntime().availableProcessors() > 1 ? 256 : 0;

    private final Ticker ticker;
    private final LongSupplier agingBoundNanos;
    private final Link.Stack<T> arrived = new Link.Stack<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition called = lock.newCondition();
    private final Waiting<T> waiting = new Waiting<>();
    private final AtomicBoolean spinning = new AtomicBoolean();
    private int parked;
    private int calls;
    private volatile boolean somebodyParked;
    private volatile boolean closed;

    ReadyOrders(Ticker ticker, LongSupplier agingBoundNanos) {
        this.ticker = ticker;
        this.agingBoundNanos = agingBoundNanos;
    }

    /** Takes in a new order; false when closed. */
    boolean offer(Entry<T> entry) {
        if (arrived.push(entry) == 0) {
            return false;
        }
        if (somebodyParked) {
            callOne();
        }
        return true;
    }

    /** Takes back an order that was taken, also when closed. It keeps its age. */
    void giveBack(Entry<T> entry) {
        lock.lock();
        try {
            add(entry);
        } finally {
            lock.unlock();
        }
    }

    /** Takes in an order that was given up, as if it were new; false when closed. */
    boolean requeue(Entry<T> entry) {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            entry.arrivedNanos = ticker.nanos();
            entry.sequence = 0;
            entry.attempts = 0;
            add(entry);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the next order, null when there is none now. The caller owns it. */
    @Nullable
    Entry<T> poll() {
        lock.lock();
        try {
            requireOpen();
            return next();
        } finally {
            lock.unlock();
        }
    }

    /** Returns the next order, null when none came in time. The caller owns it. */
    @Nullable
    Entry<T> poll(long timeoutNanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before taking a work order");
        }
        Entry<T> entry = poll();
        if (entry != null || timeoutNanos <= 0) {
            return entry;
        }
        long deadline = System.nanoTime() + timeoutNanos;
        spin();
        lock.lockInterruptibly();
        try {
            while (true) {
                requireOpen();
                entry = next();
                long remaining = deadline - System.nanoTime();
                if (entry != null || remaining <= 0) {
                    return entry;
                }
                park(remaining);
            }
        } finally {
            lock.unlock();
        }
    }

    static long nanos(Duration timeout) {
        return timeout.toSeconds() >= TimeUnit.NANOSECONDS.toSeconds(LONGEST_WAIT_NANOS)
                ? LONGEST_WAIT_NANOS
                : timeout.toNanos();
    }

    int parked() {
        lock.lock();
        try {
            return parked;
        } finally {
            lock.unlock();
        }
    }

    boolean closed() {
        return closed;
    }

    /** How long the oldest has waited, null when none waits. */
    @Nullable
    Long oldestWaitNanos() {
        lock.lock();
        try {
            arrange();
            Entry<T> oldest = waiting.oldest();
            return oldest == null ? null : Math.max(0, ticker.nanos() - oldest.arrivedNanos);
        } finally {
            lock.unlock();
        }
    }

    /** Lets nothing more be offered or taken, and tells those that wait. */
    void close() {
        lock.lock();
        try {
            closed = true;
            addAll(arrived.close());
            called.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void add(Entry<T> entry) {
        arrange();
        entry.waitingSinceNanos = ticker.nanos();
        entry.state = WorkOrderState.WAITING;
        waiting.add(entry);
        callOneLocked();
    }

    private @Nullable Entry<T> next() {
        arrange();
        Entry<T> next = waiting.mostUrgent();
        if (next == null) {
            return null;
        }
        Entry<T> oldest = waiting.oldest();
        if (oldest != null && oldest != next && aged(oldest)) {
            next = oldest;
        }
        waiting.remove(next);
        next.attempts++;
        next.state = WorkOrderState.IN_PROGRESS;
        return next;
    }

    private boolean aged(Entry<T> entry) {
        return ticker.nanos() - entry.arrivedNanos >= agingBoundNanos.getAsLong();
    }

    private void arrange() {
        if (arrived.get() != null) {
            addAll(arrived.drain());
        }
    }

    private void addAll(@Nullable Entry<T> first) {
        for (Entry<T> entry = first; entry != null; ) {
            Entry<T> following = entry.after;
            waiting.add(entry);
            entry = following;
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new WorkOrderQueueClosedException("the work-order queue is closed");
        }
    }

    private void spin() {
        if (SPINS > 0 && spinning.compareAndSet(false, true)) {
            for (int i = 0; i < SPINS && arrived.get() == null && !closed; i++) {
                Thread.onSpinWait();
            }
            spinning.set(false);
        }
    }

    @SuppressWarnings("WaitNotInLoop") // the caller loops
    private void park(long nanos) throws InterruptedException {
        parked++;
        somebodyParked = true;
        try {
            if (arrived.get()
                    == null) { // read after somebodyParked was written, as an offer does it the other way round
                called.awaitNanos(nanos);
            }
        } finally {
            if (calls > 0) {
                calls--;
            } else {
                parked--;
                somebodyParked = parked > 0;
            }
        }
    }

    private void callOne() {
        lock.lock();
        try {
            callOneLocked();
        } finally {
            lock.unlock();
        }
    }

    private void callOneLocked() {
        if (parked > 0) {
            parked--;
            somebodyParked = parked > 0;
            calls++;
            called.signal();
        }
    }
}
