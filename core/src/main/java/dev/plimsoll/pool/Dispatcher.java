package dev.plimsoll.pool;

import dev.plimsoll.pool.ConnectionUnavailableException.Reason;
import dev.plimsoll.stats.HistogramRecorder;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Brings waiters and connections together. What does not wait takes no lock; the rest is under one, which is never held
 * while code of the user runs: that is put on {@link #later} and started after the unlock, on threads of its own.
 *
 * <p>Within a key waiters are served in the order of their arrival, except that for some milliseconds a thread that is
 * running may overtake one that sleeps. Among keys that compete for the total limit it goes round.
 */
@SuppressWarnings("NonAtomicVolatileUpdate") // what is volatile here is written under the lock only
final class Dispatcher<K, C> {
    static final int OPEN = 0;
    static final int SUSPENDED = 1;
    static final int CLOSED = 2;
    private static final int MAX_LANES = 16;
    private static final int CROWDED = 1 << 30;

    final PoolContext<K, C> context;
    final ConcurrentHashMap<K, KeyPool<K, C>> keys = new ConcurrentHashMap<>();
    final ReentrantLock lock = new ReentrantLock();

    /** How many wait, of all keys. Written under the lock, as all of these. */
    volatile int waiting;

    /** The number of waiters, and more when there are more connections than allowed: zero lets releases take no lock. */
    private volatile int attention;

    /** How many keys have waiters that could be served if the total limit allowed. */
    volatile int starvedKeys;

    volatile int gate = OPEN;

    /** What returned connections are marked with: {@link Slot#STALE} if each is to be validated before its next use. */
    volatile long idleMark;

    volatile boolean stacks;
    volatile int timingInterval = 16;

    private final Set<KeyPool<K, C>> starved = new LinkedHashSet<>();
    private final Set<KeyPool<K, C>> crowdedKeys = new HashSet<>();
    private final Condition noneClosing = lock.newCondition();
    private final Set<C> members = Collections.newSetFromMap(new IdentityHashMap<>());
    private final ArrayDeque<HistogramRecorder.Lane> freeLanes = new ArrayDeque<>();
    private List<Runnable> later = new ArrayList<>();
    private int lanes;
    private int total;
    private int closing;
    private long turns;
    private int slotsMade;

    Dispatcher(PoolContext<K, C> context) {
        this.context = context;
    }

    void lock() {
        lock.lock();
    }

    void unlock() {
        if (later.isEmpty()) {
            lock.unlock();
            return;
        }
        List<Runnable> tasks = later;
        later = new ArrayList<>();
        lock.unlock();
        tasks.forEach(Runnable::run);
    }

    /** Leases an idle connection if there is one that nobody has been waiting for. */
    @Nullable
    Lease<C> immediate(K key) {
        KeyPool<K, C> keyPool = keys.get(key);
        return keyPool == null ? null : immediate(keyPool, true);
    }

    /** The same for one key; only what has not waited is counted here. */
    @Nullable
    Lease<C> immediate(KeyPool<K, C> keyPool, boolean unwaited) {
        if ((gate | keyPool.insistent) != 0) {
            return null;
        }
        Slot<K, C>[] slots = keyPool.slots;
        Thread thread = Thread.currentThread();
        int i = home(thread, slots.length);
        for (int left = slots.length; left > 0; left--) {
            Slot<K, C> slot = slots[i];
            long stamp = slot.tryLease();
            if (stamp != 0) {
                if (unwaited) {
                    slot.countUnwaited();
                }
                return begin(slot, stamp, thread, stacks ? new Throwable() : null);
            }
            if (++i == slots.length) {
                i = 0;
            }
        }
        return null;
    }

    /** Where a thread looks first: the same place every time, far from where the threads started next to it look. */
    private static int home(Thread thread, int length) {
        return (int) (((thread.getId() * 0x9E3779B9L & 0xFFFFFFFFL) * length) >>> 32);
    }

    private Lease<C> begin(Slot<K, C> slot, long stamp, Thread thread, @Nullable Throwable stack) {
        Lease<C> lease = new Lease<>(slot, stamp);
        boolean timed = slot.begin(thread, timingInterval);
        if (timed || stack != null) {
            slot.startNanos = context.ticker.nanos();
            slot.stack = stack;
            slot.lease = new WeakReference<>(lease);
            slot.leaseStamp = stamp;
        }
        return lease;
    }

    void release(Slot<K, C> slot, long stamp) {
        if (slot.isTimed() && slot.isHeldBy(stamp)) {
            slot.end(context.ticker.nanos());
        }
        if ((attention == 0 || undisturbed(slot.keyPool)) && slot.free(stamp, idleMark)) {
            if (attention != 0) {
                becameIdle(slot.keyPool);
            }
        } else {
            comeBack(slot, stamp);
        }
    }

    /** Tells whether waiters may be left to help themselves. */
    private boolean undisturbed(KeyPool<K, C> keyPool) {
        return (keyPool.insistent | starvedKeys | idleMark | (attention & CROWDED)) == 0;
    }

    private void becameIdle(KeyPool<K, C> keyPool) {
        if (undisturbed(keyPool)) {
            Waiter<K, C> first = keyPool.first;
            if (first != null) {
                first.hint();
            }
            return;
        }
        lock();
        try {
            match(keyPool);
            serveStarved();
        } finally {
            unlock();
        }
    }

    private void comeBack(Slot<K, C> slot, long stamp) {
        lock();
        try {
            if (slot.take(stamp)) {
                place(slot, idleMark == 0);
            }
        } finally {
            unlock();
        }
    }

    void invalidate(Slot<K, C> slot, long stamp) {
        if (slot.isTimed() && slot.isHeldBy(stamp)) {
            slot.end(context.ticker.nanos());
        }
        lock();
        try {
            if (slot.take(stamp)) {
                close(slot, CloseCause.INVALIDATED);
                match(slot.keyPool);
            }
        } finally {
            unlock();
        }
    }

    // From here on everything runs under the lock.

    /** Gives what the pool owns to whoever is next, leaves it idle, or closes it. */
    void place(Slot<K, C> slot, boolean fresh) {
        KeyPool<K, C> keyPool = slot.keyPool;
        Waiter<K, C> waiter = keyPool.waiters.peekFirst();
        if (gate == CLOSED) {
            close(slot, CloseCause.SHUTDOWN);
        } else if (slot.isRetired()) {
            close(slot, slot.retireCause);
        } else if (slot.era != keyPool.era) {
            close(slot, CloseCause.EVICTED);
        } else if (isOverLimit(keyPool) || isOthersTurn(keyPool, waiter)) {
            close(slot, CloseCause.CAPACITY);
        } else if (fresh && waiter != null && gate == OPEN) {
            grant(waiter, slot);
        } else {
            slot.leaveIdle(fresh ? Slot.IDLE : idleMark);
            match(keyPool);
        }
    }

    boolean isOverLimit(KeyPool<K, C> keyPool) {
        return total - closing > context.settings.maximumSize()
                || keyPool.slots.length > context.settings.maximumPerKey();
    }

    /** Sees to it that leased connections that are too many are noticed when they come back. */
    void noteCrowded(KeyPool<K, C> keyPool) {
        if (keyPool.slots.length > context.settings.maximumPerKey()) {
            crowdedKeys.add(keyPool);
        } else {
            crowdedKeys.remove(keyPool);
        }
        noteAttention();
    }

    private void noteAttention() {
        boolean crowded = !crowdedKeys.isEmpty() || total - closing > context.settings.maximumSize();
        attention = waiting + (crowded ? CROWDED : 0);
    }

    boolean awaitNoneClosing(long timeoutNanos) {
        long left = timeoutNanos;
        try {
            while (closing > 0 && left > 0) {
                left = noneClosing.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return closing == 0;
    }

    private boolean isOthersTurn(KeyPool<K, C> keyPool, @Nullable Waiter<K, C> waiter) {
        if (starved.isEmpty() || closing >= starved.size()) {
            return false;
        }
        KeyPool<K, C> next = starved.iterator().next();
        return next != keyPool && (waiter == null || next.turn < keyPool.turn);
    }

    /** Serves the waiters of one key as far as possible. */
    void match(KeyPool<K, C> keyPool) {
        while (gate == OPEN && !keyPool.waiters.isEmpty()) {
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
                later.add(() -> context.callbacks.validate(stale));
            } else if (!canGrow(keyPool)) {
                break;
            } else {
                open(keyPool);
            }
        }
        noteStarved(keyPool);
    }

    private boolean canGrow(KeyPool<K, C> keyPool) {
        if (keyPool.backingOff || keyPool.size >= context.settings.maximumPerKey()) {
            return false;
        }
        if (total >= context.settings.maximumSize()) {
            makeRoom(keyPool);
            return false;
        }
        return true;
    }

    boolean hasRoom(KeyPool<K, C> keyPool) {
        return gate == OPEN
                && !keyPool.backingOff
                && keyPool.size < context.settings.maximumPerKey()
                && total < context.settings.maximumSize();
    }

    /** Closes an idle connection of another key, unless enough are being closed. */
    private void makeRoom(KeyPool<K, C> keyPool) {
        int needed = keyPool.waiters.size() - keyPool.underWay.size() + starved.size();
        if (closing < needed) {
            Slot<K, C> victim = context.victims.own(this, keyPool);
            if (victim != null) {
                close(victim, CloseCause.CAPACITY);
            }
        }
    }

    private void noteStarved(KeyPool<K, C> keyPool) {
        boolean hungry = gate == OPEN
                && keyPool.needsMore()
                && keyPool.size < context.settings.maximumPerKey()
                && !keyPool.backingOff;
        if (hungry ? starved.add(keyPool) : starved.remove(keyPool)) {
            starvedKeys = starved.size();
        }
    }

    /** Lets keys that wait for the total limit take what has become free, one after the other. */
    void serveStarved() {
        for (int left = starved.size();
                left > 0 && !starved.isEmpty() && total < context.settings.maximumSize();
                left--) {
            KeyPool<K, C> next = starved.iterator().next();
            starved.remove(next);
            starvedKeys = starved.size();
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
        waiting++;
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
            waiting--;
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
        waiter.lease = begin(slot, slot.leaseOwned(), waiter.thread, waiter.stack);
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
            later.add(() -> context.waiting.complete(waiter));
        }
    }

    /** Begins to open a connection. */
    void open(KeyPool<K, C> keyPool) {
        Slot<K, C> slot = reserve(keyPool);
        setOut(slot);
        later.add(() -> context.callbacks.create(slot));
    }

    private void setOut(Slot<K, C> slot) {
        slot.underWaySince = context.ticker.nanos();
        slot.keyPool.underWay.addLast(slot);
    }

    private Slot<K, C> reserve(KeyPool<K, C> keyPool) {
        total++;
        keyPool.size++;
        HistogramRecorder usage = context.figures.usage;
        HistogramRecorder.Lane lane = freeLanes.poll();
        if (lane == null && lanes < MAX_LANES) {
            lanes++;
            lane = usage.lane();
        }
        Slot<K, C> slot = new Slot<>(keyPool, usage, lane, (int) context.seed + 0x9E3779B9 * ++slotsMade);
        slot.era = keyPool.era;
        return slot;
    }

    private void giveUp(Slot<K, C> slot) {
        total--;
        slot.keyPool.size--;
        HistogramRecorder.Lane lane = slot.lane();
        if (lane != null) {
            freeLanes.push(lane);
        }
    }

    /** Takes in a connection for a slot that was reserved; false if the pool has that very connection already. */
    private boolean join(Slot<K, C> slot, C connection) {
        if (!members.add(connection)) {
            return false;
        }
        long now = context.ticker.nanos();
        slot.connection(connection);
        slot.createdNanos = now;
        slot.seenNanos = now;
        slot.seenState = slot.peek();
        slot.expiresNanos = context.lifetimes.expiry(now);
        slot.keyPool.add(slot);
        return true;
    }

    /** Takes in a connection that was made elsewhere if there is room. */
    boolean offer(KeyPool<K, C> keyPool, C connection) {
        if (members.contains(connection)) {
            throw new IllegalArgumentException(
                    context.id + ": this connection of " + keyPool.key + " is in the pool already");
        }
        if (gate == CLOSED
                || total >= context.settings.maximumSize()
                || keyPool.size >= context.settings.maximumPerKey()) {
            return false;
        }
        keyPool.askedNanos = context.ticker.nanos();
        Slot<K, C> slot = reserve(keyPool);
        join(slot, connection);
        place(slot, true);
        return true;
    }

    /** Takes note of how opening ended; tells whether the connection was taken in. */
    boolean opened(Slot<K, C> slot, @Nullable C connection, @Nullable Throwable failure) {
        KeyPool<K, C> keyPool = slot.keyPool;
        keyPool.underWay.remove(slot);
        boolean joined = connection != null && join(slot, connection);
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
            giveUp(slot);
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
        closing++;
        slot.settle(timingInterval);
        slot.keyPool.remove(slot);
        noteCrowded(slot.keyPool);
        context.figures.retired(slot);
        later.add(() -> context.callbacks.close(slot, cause));
    }

    void closed(Slot<K, C> slot) {
        if (--closing == 0) {
            noneClosing.signalAll();
        }
        members.remove(slot.connection());
        slot.connection(null);
        giveUp(slot);
        match(slot.keyPool);
        serveStarved();
    }

    /** Records the last use of an idle connection, which else its next owner does. */
    void settleIdle(Slot<K, C> slot) {
        if (slot.isUnsettled() && slot.ownAsIs()) {
            slot.settle(timingInterval);
            slot.leaveAsWas();
            match(slot.keyPool);
        }
    }

    int total() {
        return total;
    }

    int closing() {
        return closing;
    }
}
