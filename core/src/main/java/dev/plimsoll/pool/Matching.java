package dev.plimsoll.pool;

import dev.plimsoll.CleanupRun;
import dev.plimsoll.pool.ConnectionUnavailableException.Reason;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Decides who gets a connection that is free, and whether to open or to close one. Everything runs under the dispatcher's
 * lock; what calls code of the user is put off until after it.
 */
@SuppressWarnings("NonAtomicVolatileUpdate") // what is volatile here is written under the lock only
final class Matching<K, C> {
    private final PoolContext<K, C> context;
    private final Dispatcher<K, C> dispatcher;
    private final Population<K, C> population;

    /** Keys with waiters that could be served if the total limit allowed: whose turn it is comes first. */
    private final Set<KeyPool<K, C>> starved = new LinkedHashSet<>();

    private long turns;

    Matching(PoolContext<K, C> context) {
        this.context = context;
        dispatcher = context.dispatcher;
        population = context.population;
    }

    private int gate() {
        return dispatcher.gate;
    }

    void noteAttention() {
        dispatcher.noteAttention(population.isCrowded());
    }

    /** Gives what the pool owns to whoever is next, leaves it idle, or closes it. */
    void place(Slot<K, C> slot, boolean fresh) {
        KeyPool<K, C> keyPool = slot.keyPool;
        Waiter<K, C> waiter = keyPool.waiters.peekFirst();
        if (gate() == Dispatcher.CLOSED) {
            close(slot, CloseCause.SHUTDOWN);
        } else if (slot.isRetired()) {
            close(slot, slot.retireCause);
        } else if (slot.era != keyPool.era) {
            close(slot, CloseCause.EVICTED);
        } else if (population.isOverLimit(keyPool) || isOthersTurn(keyPool, waiter)) {
            close(slot, CloseCause.CAPACITY);
        } else if (fresh && waiter != null && gate() == Dispatcher.OPEN) {
            grant(waiter, slot);
        } else {
            slot.leaveIdle(fresh ? Slot.IDLE : dispatcher.idleMark);
            match(keyPool);
        }
    }

    private boolean isOthersTurn(KeyPool<K, C> keyPool, @Nullable Waiter<K, C> waiter) {
        if (starved.isEmpty() || population.closing() >= starved.size()) {
            return false;
        }
        KeyPool<K, C> next = starved.iterator().next();
        return next != keyPool && (waiter == null || next.turn < keyPool.turn);
    }

    /** Serves the waiters of one key as far as possible. */
    void match(KeyPool<K, C> keyPool) {
        while (gate() == Dispatcher.OPEN && !keyPool.waiters.isEmpty()) {
            Slot<K, C> idle = keyPool.ownIdle(false);
            if (idle != null) {
                grant(keyPool.waiters.getFirst(), idle);
                continue;
            }
            if (!keyPool.needsMore()) {
                break;
            }
            Slot<K, C> stale = keyPool.ownIdle(true);
            if (stale != null) {
                setOut(stale);
                dispatcher.later(() -> context.callbacks.validate(stale));
            } else if (!canGrow(keyPool)) {
                break;
            } else {
                open(keyPool);
            }
        }
        noteStarved(keyPool);
    }

    private boolean canGrow(KeyPool<K, C> keyPool) {
        if (keyPool.backingOff || population.isFull(keyPool)) {
            return false;
        }
        if (population.isFull()) {
            makeRoom(keyPool);
            return false;
        }
        return true;
    }

    boolean hasRoom(KeyPool<K, C> keyPool) {
        return gate() == Dispatcher.OPEN && !keyPool.backingOff && !population.isFull(keyPool) && !population.isFull();
    }

    /** Closes an idle connection of another key, unless enough are being closed. */
    private void makeRoom(KeyPool<K, C> keyPool) {
        int needed = keyPool.waiters.size() - keyPool.underWay.size() + starved.size();
        if (population.closing() < needed) {
            Slot<K, C> victim = context.victims.own(keyPool);
            if (victim != null) {
                close(victim, CloseCause.CAPACITY);
            }
        }
    }

    private void noteStarved(KeyPool<K, C> keyPool) {
        boolean hungry =
                gate() == Dispatcher.OPEN && keyPool.needsMore() && !population.isFull(keyPool) && !keyPool.backingOff;
        if (hungry ? starved.add(keyPool) : starved.remove(keyPool)) {
            dispatcher.starvedKeys = starved.size();
        }
    }

    /** Lets keys that wait for the total limit take what has become free, one after the other. */
    void serveStarved() {
        for (int left = starved.size(); left > 0 && !starved.isEmpty() && !population.isFull(); left--) {
            KeyPool<K, C> next = starved.iterator().next();
            starved.remove(next);
            dispatcher.starvedKeys = starved.size();
            match(next);
        }
    }

    void enqueue(Waiter<K, C> waiter) {
        KeyPool<K, C> keyPool = waiter.keyPool;
        keyPool.askedNanos = waiter.startNanos;
        if (keyPool.waiters.isEmpty()) {
            keyPool.turn = ++turns;
            keyPool.first = waiter;
        }
        keyPool.waiters.addLast(waiter);
        dispatcher.waiting++;
        noteAttention();
        if (waiter.future != null) {
            insist(waiter);
        }
        match(keyPool);
    }

    void insist(Waiter<K, C> waiter) {
        if (!waiter.insistent) {
            waiter.insistent = true;
            waiter.keyPool.insistent++;
        }
    }

    void dequeue(Waiter<K, C> waiter) {
        KeyPool<K, C> keyPool = waiter.keyPool;
        if (keyPool.waiters.remove(waiter)) {
            dispatcher.waiting--;
            noteAttention();
            keyPool.first = keyPool.waiters.peekFirst();
            if (waiter.insistent) {
                keyPool.insistent--;
            }
            noteStarved(keyPool);
        }
    }

    private void grant(Waiter<K, C> waiter, Slot<K, C> slot) {
        dequeue(waiter);
        slot.keyPool.turn = ++turns;
        long now = context.ticker.nanos();
        context.figures.waited(now - waiter.startNanos);
        waiter.lease = dispatcher.begin(slot, slot.leaseOwned(), waiter.thread, waiter.stack);
        slot.startNanos = slot.startNanos == UseTiming.UNKNOWN ? now : slot.startNanos;
        finish(waiter);
    }

    void fail(Waiter<K, C> waiter, Reason reason, @Nullable Throwable cause) {
        dequeue(waiter);
        waiter.failure = reason;
        waiter.cause = cause;
        finish(waiter);
    }

    private void finish(Waiter<K, C> waiter) {
        waiter.done = true;
        if (waiter.future == null) {
            LockSupport.unpark(waiter.thread);
        } else {
            dispatcher.later(() -> context.waiting.complete(waiter));
        }
    }

    /** Begins to open a connection. */
    void open(KeyPool<K, C> keyPool) {
        Slot<K, C> slot = population.reserve(keyPool);
        setOut(slot);
        dispatcher.later(() -> context.callbacks.create(slot));
    }

    private void setOut(Slot<K, C> slot) {
        slot.underWaySince = context.ticker.nanos();
        slot.keyPool.underWay.addLast(slot);
    }

    /** Takes in a connection that was made elsewhere if there is room. */
    boolean offer(KeyPool<K, C> keyPool, C connection) {
        if (population.contains(connection)) {
            throw new IllegalArgumentException(context.id + ": this connection is in the pool already");
        }
        if (gate() == Dispatcher.CLOSED || population.isFull() || population.isFull(keyPool)) {
            return false;
        }
        keyPool.askedNanos = context.ticker.nanos();
        Slot<K, C> slot = population.reserve(keyPool);
        population.join(slot, connection);
        place(slot, true);
        return true;
    }

    /** Takes note of how opening ended; tells whether the connection was taken in. */
    boolean opened(Slot<K, C> slot, @Nullable C connection, @Nullable Throwable failure) {
        KeyPool<K, C> keyPool = slot.keyPool;
        keyPool.underWay.remove(slot);
        boolean joined = connection != null && population.join(slot, connection);
        if (joined) {
            keyPool.failure = null;
            place(slot, true);
        } else {
            keyPool.failure = failure != null
                    ? failure
                    : new IllegalStateException(
                            connection == null
                                    ? "the factory returned null"
                                    : "the factory returned a connection that the pool has already");
            keyPool.failedNanos = context.ticker.nanos();
            context.figures.creationFailures.increment();
            population.giveUp(slot);
            Waiter<K, C> waiter = keyPool.waiters.peekFirst();
            if (!keyPool.isBarren()) {
                keyPool.backingOff = true;
            } else if (waiter != null) {
                fail(waiter, Reason.BROKEN, keyPool.failure);
            }
        }
        match(keyPool);
        serveStarved();
        return joined;
    }

    void validated(Slot<K, C> slot, boolean valid) {
        slot.keyPool.underWay.remove(slot);
        if (valid) {
            place(slot, true);
        } else {
            close(slot, CloseCause.INVALID);
        }
        match(slot.keyPool);
    }

    /** Begins to close what the pool owns. Until that has ended the slot counts against the limits. */
    void close(Slot<K, C> slot, CloseCause cause) {
        slot.settle(dispatcher.timingInterval);
        population.beginClosing(slot);
        noteAttention();
        context.figures.retired(slot);
        dispatcher.later(() -> context.callbacks.close(slot, cause));
    }

    /** The same as part of a cleanup. */
    void close(Slot<K, C> slot, CloseCause cause, @Nullable CleanupRun run) {
        if (run != null) {
            slot.cleanup = run;
            run.removed();
        }
        close(slot, cause);
    }

    void closed(Slot<K, C> slot) {
        population.endClosing(slot);
        match(slot.keyPool);
        serveStarved();
    }
}
