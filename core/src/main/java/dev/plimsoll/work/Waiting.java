package dev.plimsoll.work;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Waiting orders by priority and by age. Not thread-safe.
 *
 * <p>Nearly all come in the order of their age, so that lists do: one for each priority, a tree of the priorities that
 * have any, and one list of all by age. The few that come back keep their age and go into two trees beside them. So an
 * order costs O(1) and a priority that gets its first or loses its last one O(log priorities); one that comes back costs
 * O(log n) of those that did.
 */
final class Waiting<T> {
    /** As long as there are no more lists than this, an empty one is kept for the next order of its priority. */
    private static final int LISTS_KEPT = 64;

    private final Map<Integer, Peers<T>> byPriority = new HashMap<>();
    private final TreeSet<Peers<T>> occupied = new TreeSet<>(Waiting::comparePriority);
    private final TreeSet<Entry<T>> backByUrgency = new TreeSet<>(Waiting::compareUrgency);
    private final TreeSet<Entry<T>> backByAge = new TreeSet<>(Waiting::compareAge);
    private @Nullable Peers<T> lastUsed;
    private @Nullable Entry<T> oldest;
    private @Nullable Entry<T> youngest;
    private long lastSequence;

    void add(Entry<T> entry) {
        if (entry.sequence != 0) {
            backByUrgency.add(entry);
            backByAge.add(entry);
            return;
        }
        entry.sequence = ++lastSequence;
        Peers<T> peers = peers(entry.order.priority());
        if (!peers.listed) {
            peers.listed = true;
            occupied.add(peers);
        }
        peers.append(entry);
        entry.older = youngest;
        if (youngest == null) {
            oldest = entry;
        } else {
            youngest.younger = entry;
        }
        youngest = entry;
    }

    /** Returns the one that waits for the longest time, null when none waits. */
    @Nullable
    Entry<T> oldest() {
        if (backByAge.isEmpty()) {
            return oldest;
        }
        Entry<T> back = backByAge.first();
        return oldest == null || back.sequence < oldest.sequence ? back : oldest;
    }

    /** Returns the oldest of the highest priority, null when none waits. */
    @Nullable
    Entry<T> mostUrgent() {
        Entry<T> fresh = firstOfHighest();
        if (backByUrgency.isEmpty()) {
            return fresh;
        }
        Entry<T> back = backByUrgency.first();
        return fresh == null || compareUrgency(back, fresh) < 0 ? back : fresh;
    }

    /** Takes out one that {@link #oldest} or {@link #mostUrgent} returned: it is the first of its priority. */
    void remove(Entry<T> entry) {
        if (!backByAge.isEmpty() && backByAge.remove(entry)) {
            backByUrgency.remove(entry);
            return;
        }
        Peers<T> peers = peers(entry.order.priority());
        peers.removeFirst();
        if (peers.first == null && peers != occupied.first()) {
            unlist(peers);
        }
        unlinkFromAges(entry);
    }

    /** The highest priority stays listed when it loses its last order, since it often gets the next one. */
    private @Nullable Entry<T> firstOfHighest() {
        while (!occupied.isEmpty()) {
            Peers<T> highest = occupied.first();
            if (highest.first != null) {
                return highest.first;
            }
            unlist(highest);
        }
        return null;
    }

    private void unlinkFromAges(Entry<T> entry) {
        Entry<T> older = entry.older;
        Entry<T> younger = entry.younger;
        if (older == null) {
            oldest = younger;
        } else {
            older.younger = younger;
        }
        if (younger == null) {
            youngest = older;
        } else {
            younger.older = older;
        }
        entry.older = null;
        entry.younger = null;
    }

    private void unlist(Peers<T> empty) {
        occupied.remove(empty);
        empty.listed = false;
        if (byPriority.size() > LISTS_KEPT) {
            byPriority.remove(empty.priority);
            lastUsed = null;
        }
    }

    private Peers<T> peers(int priority) {
        Peers<T> peers = lastUsed;
        if (peers == null || peers.priority != priority) {
            peers = byPriority.computeIfAbsent(priority, Peers::new);
            lastUsed = peers;
        }
        return peers;
    }

    private static int comparePriority(Peers<?> one, Peers<?> other) {
        return Integer.compare(other.priority, one.priority);
    }

    private static int compareAge(Entry<?> one, Entry<?> other) {
        return Long.compare(one.sequence, other.sequence);
    }

    private static int compareUrgency(Entry<?> one, Entry<?> other) {
        int byPriority = Integer.compare(other.order.priority(), one.order.priority());
        return byPriority != 0 ? byPriority : compareAge(one, other);
    }

    /** Orders of one priority, oldest first. */
    private static final class Peers<T> {
        final int priority;
        boolean listed;

        @Nullable
        Entry<T> first;

        @Nullable
        Entry<T> last;

        Peers(int priority) {
            this.priority = priority;
        }

        void append(Entry<T> entry) {
            entry.after = null;
            if (last == null) {
                first = entry;
            } else {
                last.after = entry;
            }
            last = entry;
        }

        void removeFirst() {
            Entry<T> removed = first;
            if (removed != null) {
                first = removed.after;
                removed.after = null;
                if (first == null) {
                    last = null;
                }
            }
        }
    }
}
