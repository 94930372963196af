package dev.plimsoll.pool;

import dev.plimsoll.stats.HistogramRecorder;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** Keeps the fields that every acquisition writes off the cache lines of the neighbour in memory. */
@SuppressWarnings("unused")
abstract class SlotPadding {
    private long p0, p1, p2, p3, p4, p5, p6, p7;
}

/**
 * Times the uses of one connection. Its fields belong to whoever holds the connection, who got them from the holder
 * before through the slot's state; others only look.
 *
 * <p>Reading the clock costs about as much as all the rest of an acquisition, so uses are timed exactly only where the
 * mean use is long enough (2 microseconds) for two readings not to matter. Where it is shorter, every n-th use is timed
 * and stands for the ones that follow it, up to the next that is timed. The distance is random and does not depend on
 * the value, so that the histogram is unbiased; its count is exact.
 */
abstract class UseTiming extends SlotPadding {
    static final long UNKNOWN = Long.MIN_VALUE;
    private static final long ALWAYS_EXACT_FROM_NANOS = 2_000;

    private final HistogramRecorder usage;
    private final HistogramRecorder.@Nullable Lane lane;
    private long meanNanos = ALWAYS_EXACT_FROM_NANOS;
    private long lastNanos;
    private int untilTimed = 1;
    private int random;
    private boolean timed;
    private boolean unsettled;
    private long endNanos;

    /** When the current use began, UNKNOWN when nobody read the clock. */
    long startNanos = UNKNOWN;

    @Nullable
    Thread holder;

    /** The stack of the acquisition, when stacks are captured. */
    @Nullable
    Throwable stack;

    /** The current lease and its stamp, if the use is timed: how a leak is noticed. */
    @Nullable
    WeakReference<Lease<?>> lease;

    volatile long leaseStamp;

    UseTiming(HistogramRecorder usage, HistogramRecorder.@Nullable Lane lane, int seed) {
        this.usage = usage;
        this.lane = lane;
        random = seed | 1;
    }

    /** Begins a use and tells whether to read the clock for it; the owner of the slot calls it. */
    final boolean begin(Thread thread, int interval) {
        settle(interval);
        unsettled = true;
        startNanos = UNKNOWN;
        if (holder != thread) {
            holder = thread;
        }
        untilTimed--;
        timed = untilTimed <= 0;
        return timed;
    }

    /**
     * Notes the end of a use that is timed. Called just before the lease ends, so by its holder; one that closes late at
     * the same moment can spoil this time but nothing else.
     */
    final void end(long nanos) {
        endNanos = nanos;
    }

    /** Records the use that ended last, once. Left to the next owner, so that ending a use is one atomic operation. */
    final void settle(int interval) {
        if (!unsettled) {
            return;
        }
        unsettled = false;
        if (timed) {
            settleTimed(Math.max(endNanos - startNanos, 0), interval);
        } else if (lane != null) {
            lane.repeat();
        } else {
            usage.record(lastNanos);
        }
    }

    private void settleTimed(long used, int interval) {
        lastNanos = used;
        meanNanos += (Math.min(used, 64 * ALWAYS_EXACT_FROM_NANOS) - meanNanos) / 8;
        untilTimed = meanNanos >= ALWAYS_EXACT_FROM_NANOS || interval <= 1 ? 1 : 1 + nextBelow(2 * interval - 1);
        if (lane != null) {
            lane.record(used);
        } else {
            usage.record(used);
        }
    }

    /** Ends a use that did not take place. */
    final void forgetUse() {
        unsettled = false;
    }

    final boolean isUnsettled() {
        return unsettled;
    }

    /** Tells whether the use that goes on, or ended last, is one to read the clock for. */
    final boolean isTimed() {
        return timed;
    }

    /** Returns when the last use ended, if it was timed. */
    final long endNanos() {
        return endNanos;
    }

    final long meanNanos() {
        return meanNanos;
    }

    /** Keeps no thread from being collected while the connection is idle. */
    final void forgetHolder() {
        holder = null;
        stack = null;
        lease = null;
    }

    final HistogramRecorder.@Nullable Lane lane() {
        return lane;
    }

    private int nextBelow(int bound) {
        random ^= random << 13;
        random ^= random >>> 17;
        random ^= random << 5;
        return Integer.remainderUnsigned(random, bound);
    }
}
