package dev.plimsoll.session;

import dev.plimsoll.Subscription;
import dev.plimsoll.Ticker;
import dev.plimsoll.internal.Callbacks;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Tells each listener on a thread of its own, in the order in which it is called itself: under the table's lock. */
final class SessionListeners {
    private static final int QUEUE = 100_000;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private record Target(SessionListener listener, Callbacks callbacks) {
        void tell(Consumer<SessionListener> news) {
            callbacks.submit(() -> news.accept(listener));
        }
    }

    private final String threadName;
    private final Ticker ticker;
    private final List<Target> targets = new CopyOnWriteArrayList<>();
    private final LongAdder errorsOfThoseGone = new LongAdder();

    SessionListeners(String managerName, Ticker ticker) {
        this.threadName = "plimsoll-session-" + managerName;
        this.ticker = ticker;
    }

    Subscription add(SessionListener listener) {
        Target target = new Target(listener, new Callbacks(threadName, 1, QUEUE, ticker::nanos));
        targets.add(target);
        return Subscription.endedBy(() -> remove(target));
    }

    void started(Session session) {
        targets.forEach(target -> target.tell(listener -> listener.started(session)));
    }

    void ended(Session session, EndCause cause) {
        targets.forEach(target -> target.tell(listener -> listener.ended(session, cause)));
    }

    void renamed(Session session, String oldId) {
        targets.forEach(target -> target.tell(listener -> listener.renamed(session, oldId)));
    }

    /**
     * Waits until every listener that does not hang can be told of a batch, so that those that are merely slower than an
     * expiry miss nothing.
     *
     * @return false if the time is over
     */
    boolean awaitRoom(Duration timeout) {
        long start = System.nanoTime();
        while (targets.stream().anyMatch(SessionListeners::isBehind)) {
            if (System.nanoTime() - start > timeout.toNanos()
                    || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(this, PAUSE_NANOS);
        }
        return true;
    }

    private static boolean isBehind(Target target) {
        return target.callbacks.waiting() > QUEUE - 2 * SessionTable.BATCH && target.callbacks.hung() == 0;
    }

    void watch() {
        targets.forEach(target -> target.callbacks.watch());
    }

    long errors() {
        return errorsOfThoseGone.sum()
                + targets.stream()
                        .mapToLong(target -> target.callbacks.errors())
                        .sum();
    }

    /** Waits until the listeners have been told everything, at most for a time; then they are told nothing more. */
    void close(Duration timeout) {
        long start = System.nanoTime();
        for (Target target : targets) {
            Callbacks.Batch last = target.callbacks.batch();
            last.submit(() -> {}, failure -> {});
            last.await(timeout.minusNanos(System.nanoTime() - start));
        }
        targets.forEach(this::remove);
    }

    private void remove(Target target) {
        if (targets.remove(target)) {
            target.callbacks.close();
            errorsOfThoseGone.add(target.callbacks.errors());
        }
    }
}
