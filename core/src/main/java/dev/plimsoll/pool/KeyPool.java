package dev.plimsoll.pool;

import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The connections of one key and who waits for them. What is not volatile is guarded by the dispatcher's lock. */
final class KeyPool<K, C> {
    final K key;
    final Dispatcher<K, C> dispatcher;

    /** Copied on write: the fast path reads it without a lock. */
    volatile Slot<K, C>[] slots = none();

    /** Waiters in the order of their arrival. */
    final ArrayDeque<Waiter<K, C>> waiters = new ArrayDeque<>();

    /** The first of them, for a releaser that holds no lock. */
    volatile @Nullable Waiter<K, C> first;

    /** How many have waited so long that nobody may overtake them any more. */
    volatile int insistent;

    /** Slots that count against the limits, with those whose connection is being closed. */
    int size;

    /** Connections that are being opened or validated, oldest first; not those that take too long to be counted on. */
    final ArrayDeque<Slot<K, C>> underWay = new ArrayDeque<>();

    /** When it was this key's turn: the smaller, the longer ago. */
    long turn;

    /** When somebody last asked for a connection. */
    volatile long askedNanos;

    /** Grows with every eviction; what was begun before it is closed. */
    int era;

    /** Why the last attempt to open a connection failed, null when it succeeded. */
    @Nullable
    Throwable failure;

    long failedNanos;

    /** Whether opening is to wait for the next tick, after a failure. */
    boolean backingOff;

    /** Set when the key was forgotten: look it up again. */
    boolean gone;

    KeyPool(K key, Dispatcher<K, C> dispatcher) {
        this.key = key;
        this.dispatcher = dispatcher;
    }

    void add(Slot<K, C> slot) {
        Slot<K, C>[] more = Arrays.copyOf(slots, slots.length + 1);
        more[slots.length] = slot;
        slots = more;
    }

    void remove(Slot<K, C> slot) {
        slots = Arrays.stream(slots).filter(other -> other != slot).toArray(KeyPool::array);
    }

    /** Takes an idle connection; a stale one has to be validated. */
    @Nullable
    Slot<K, C> ownIdle(boolean evenStale) {
        for (Slot<K, C> slot : slots) {
            if (slot.tryOwnIdle(evenStale)) {
                return slot;
            }
        }
        return null;
    }

    /** Tells whether no connection is open or on its way, except those that are being closed. */
    boolean isBarren() {
        return slots.length == 0 && underWay.isEmpty();
    }

    /** Tells whether there are waiters that nothing is under way for. */
    boolean needsMore() {
        return waiters.size() > underWay.size();
    }

    /** Counts no longer on what has been under way for too long: it may hang, and waiters shall get another. */
    void writeOff(long nowNanos, long tooLongNanos) {
        for (Slot<K, C> oldest = underWay.peekFirst();
                oldest != null && nowNanos - oldest.underWaySince >= tooLongNanos;
                oldest = underWay.peekFirst()) {
            underWay.removeFirst();
        }
    }

    private static <K, C> Slot<K, C>[] none() {
        return array(0);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type cannot be made otherwise
    private static <K, C> Slot<K, C>[] array(int length) {
        return new Slot[length];
    }
}
