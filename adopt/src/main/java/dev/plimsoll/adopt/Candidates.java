package dev.plimsoll.adopt;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiPredicate;

/**
 * Every component that was ever offered and is still there, pending or settled. An offer of a known one, which is nearly
 * every offer, reads one array; only a new one takes the lock.
 */
final class Candidates {
    /** More than any application has pools; a bound against one that makes them in a loop and keeps them. */
    private static final int CAPACITY = 1000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition offered = lock.newCondition();
    private volatile Candidate[] all = {};
    private boolean news;

    void offer(FittedRule rule, Object object) {
        if (known(object)) {
            return;
        }
        lock.lock();
        try {
            if (!known(object) && all.length < CAPACITY) {
                Candidate[] more = Arrays.copyOf(all, all.length + 1);
                more[more.length - 1] = new Candidate(rule, object);
                all = more;
                news = true;
                offered.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean known(Object object) {
        for (Candidate candidate : all) {
            if (candidate.refersTo(object)) {
                return true;
            }
        }
        return false;
    }

    void await(long millis) throws InterruptedException {
        long remaining = millis * 1_000_000;
        lock.lock();
        try {
            while (!news && remaining > 0) {
                remaining = offered.awaitNanos(remaining);
            }
            news = false;
        } finally {
            lock.unlock();
        }
    }

    /** Tries each pending one, outside the lock; returns how many are pending still. */
    int settle(BiPredicate<FittedRule, Object> settled) {
        int pending = 0;
        for (Candidate candidate : all) {
            Object object = candidate.settled ? null : candidate.get();
            if (object != null) {
                candidate.settled = settled.test(candidate.rule, object);
                pending += candidate.settled ? 0 : 1;
            }
        }
        forgetCollected();
        return pending;
    }

    private void forgetCollected() {
        lock.lock();
        try {
            List<Candidate> left = new ArrayList<>(Arrays.asList(all));
            if (left.removeIf(candidate -> candidate.refersTo(null))) {
                all = left.toArray(Candidate[]::new);
            }
        } finally {
            lock.unlock();
        }
    }

    private static final class Candidate extends WeakReference<Object> {
        final FittedRule rule;
        volatile boolean settled;

        Candidate(FittedRule rule, Object object) {
            super(object);
            this.rule = rule;
        }
    }
}
