package dev.plimsoll.session;

import java.util.Map;
import java.util.TreeMap;

/**
 * Live sessions in the order of their last use, kept lazily: each stands in the bucket of a stamp that it once had. A touch
 * moves nothing; whoever looks into a bucket moves on those that were touched since. Since the clock of touches stands
 * still between two ticks, all members of a bucket that were not touched since have the very same stamp, and a session in
 * use is moved at most once in each timeout. Guarded by the table's lock.
 */
final class UseOrder {
    static final long NONE = Long.MAX_VALUE;

    private final TreeMap<Long, Bucket> buckets = new TreeMap<>();

    /** Where nearly everything is added. The only one that may be empty. */
    private Bucket newest = new Bucket(Long.MIN_VALUE);

    private int size;

    int size() {
        return size;
    }

    void add(SessionEntry entry) {
        bucket(entry.stamp()).addBefore(entry);
        size++;
    }

    void remove(SessionEntry entry) {
        Link before = entry.previous;
        entry.unlink();
        size--;
        if (before instanceof Bucket bucket) {
            dropIfEmpty(bucket);
        }
    }

    /** Returns the stamp of the first bucket, which no session is older than; {@link #NONE} when there is no session. */
    long oldest() {
        Map.Entry<Long, Bucket> first = buckets.firstEntry();
        return first == null || first.getValue().isEmpty() ? NONE : first.getKey();
    }

    /** Returns the first session of the first bucket; there must be one. */
    SessionEntry first() {
        return (SessionEntry) buckets.firstEntry().getValue().next;
    }

    /** Puts a session that was used since into the bucket of its stamp. */
    void moveOn(SessionEntry entry) {
        remove(entry);
        add(entry);
    }

    private Bucket bucket(long stamp) {
        if (stamp <= newest.stamp) {
            return stamp == newest.stamp ? newest : buckets.computeIfAbsent(stamp, Bucket::new);
        }
        Bucket last = newest;
        newest = new Bucket(stamp);
        buckets.put(stamp, newest);
        dropIfEmpty(last);
        return newest;
    }

    private void dropIfEmpty(Bucket bucket) {
        if (bucket != newest && bucket.isEmpty()) {
            buckets.remove(bucket.stamp);
        }
    }

    private static final class Bucket extends Link {
        final long stamp;

        Bucket(long stamp) {
            this.stamp = stamp;
        }

        boolean isEmpty() {
            return next == this;
        }
    }
}
