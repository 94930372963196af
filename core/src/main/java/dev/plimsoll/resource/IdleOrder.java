package dev.plimsoll.resource;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The resources of one stripe in the order of their last use, kept lazily: each stands in the bucket of the second in
 * which it was last known to be used. A touch moves nothing; whoever looks into a bucket moves on those that were touched
 * since. So a resource in use is moved at most once for each time that somebody asks for idle ones that old. Guarded by
 * the lock of the stripe.
 */
final class IdleOrder {
    static final long NONE = Long.MAX_VALUE;
    private static final long NANOS_PER_BUCKET = 1_000_000_000;

    private final TreeMap<Long, Bucket> buckets = new TreeMap<>();

    /** The last bucket, where nearly everything is added. The only one that may be empty. */
    private Bucket newest = new Bucket(-1);

    static long second(long nanos) {
        return nanos / NANOS_PER_BUCKET;
    }

    void add(Entry entry) {
        bucket(second(entry.lastUsedNanos())).addBefore(entry);
    }

    void remove(Entry entry) {
        Link before = entry.previous;
        entry.unlink();
        if (before instanceof Bucket bucket) {
            dropIfEmpty(bucket);
        }
    }

    /** Returns the first second from the one given on in which something was used, or {@link #NONE}. */
    long firstFrom(long second) {
        Map.Entry<Long, Bucket> first = buckets.ceilingEntry(second);
        return first == null || first.getValue().isEmpty() ? NONE : first.getKey();
    }

    /** Adds those of a second that were last used at the limit or before to a list; moves on what was touched since. */
    void collect(long second, long limitNanos, List<Idle> into) {
        Bucket bucket = buckets.get(second);
        if (bucket == null) {
            return;
        }
        Link link = bucket.next;
        while (link instanceof Entry entry) {
            link = entry.next;
            long lastUsed = entry.lastUsedNanos();
            if (second(lastUsed) != second) {
                entry.unlink();
                add(entry);
            } else if (lastUsed <= limitNanos) {
                into.add(new Idle(entry, lastUsed));
            }
        }
        dropIfEmpty(bucket);
    }

    private Bucket bucket(long second) {
        if (second <= newest.second) {
            return second == newest.second ? newest : buckets.computeIfAbsent(second, Bucket::new);
        }
        Bucket last = newest;
        newest = new Bucket(second);
        buckets.put(second, newest);
        dropIfEmpty(last);
        return newest;
    }

    private void dropIfEmpty(Bucket bucket) {
        if (bucket != newest && bucket.isEmpty()) {
            buckets.remove(bucket.second);
        }
    }

    private static final class Bucket extends Link {
        final long second;

        Bucket(long second) {
            this.second = second;
        }

        boolean isEmpty() {
            return next == this;
        }
    }
}
