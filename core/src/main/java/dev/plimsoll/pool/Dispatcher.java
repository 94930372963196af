package dev.plimsoll.pool;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
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
    private static final int CROWDED = 1 << 30;

    final PoolContext<K, C> context;
    final ConcurrentHashMap<K, KeyPool<K, C>> keys = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();

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
    volatile int timingInterval = 32;

    private List<Runnable> later = new ArrayList<>();

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

    /** Has something done after the unlock. Under the lock. */
    void later(Runnable task) {
        later.add(task);
    }

    Condition newCondition() {
        return lock.newCondition();
    }

    /** Under the lock. */
    void noteAttention(boolean crowded) {
        attention = waiting + (crowded ? CROWDED : 0);
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

    /** Begins the use of a connection that was leased just now. */
    Lease<C> begin(Slot<K, C> slot, long stamp, Thread thread, @Nullable Throwable stack) {
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
            context.matching.serveStarved();
            context.matching.match(keyPool);
        } finally {
            unlock();
        }
    }

    private void comeBack(Slot<K, C> slot, long stamp) {
        lock();
        try {
            if (slot.take(stamp)) {
                context.matching.place(slot, idleMark == 0);
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
                context.matching.close(slot, CloseCause.INVALIDATED);
                context.matching.match(slot.keyPool);
            }
        } finally {
            unlock();
        }
    }

    /** Records the last use of an idle connection, which else its next owner does. */
    void settleIdle(Slot<K, C> slot) {
        if (slot.isUnsettled() && slot.ownAsIs()) {
            slot.settle(timingInterval);
            slot.leaveAsWas();
            context.matching.match(slot.keyPool);
        }
    }
}
