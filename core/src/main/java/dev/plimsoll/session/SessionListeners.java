package dev.plimsoll.session;

import dev.plimsoll.Subscription;
import dev.plimsoll.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The listeners of a manager. News is handed over under the table's lock, which gives the order, and told elsewhere. */
final class SessionListeners {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final String threadName;
    private final Ticker ticker;
    private final List<ListenerTarget> targets = new CopyOnWriteArrayList<>();
    private final LongAdder errorsOfThoseGone = new LongAdder();

    SessionListeners(String managerName, Ticker ticker) {
        this.threadName = "plimsoll-session-" + managerName;
        this.ticker = ticker;
    }

    Subscription add(SessionListener listener) {
        ListenerTarget target = new ListenerTarget(listener, threadName, ticker);
        targets.add(target);
        return Subscription.endedBy(() -> remove(target));
    }

    void started(Session session) {
        tell(session, listener -> listener.started(session), null);
    }

    void ended(Session session, EndCause cause, @Nullable Aftermath aftermath) {
        tell(session, listener -> listener.ended(session, cause), aftermath);
    }

    void renamed(Session session, String oldId) {
        tell(session, listener -> listener.renamed(session, oldId), null);
    }

    private void tell(Session session, Consumer<SessionListener> call, @Nullable Aftermath aftermath) {
        for (ListenerTarget target : targets) {
            target.tell(session, new News(call, aftermath));
        }
    }

    /** Tells whether every listener that does not hang altogether can be told of a batch. */
    boolean haveRoom() {
        return targets.stream().noneMatch(ListenerTarget::isBehind);
    }

    /** Waits for room, so that listeners that are merely slower than an expiry miss nothing; returns whether it came. */
    boolean awaitRoom(Duration timeout) {
        return await(this::haveRoom, timeout);
    }

    void watch() {
        targets.forEach(ListenerTarget::watch);
    }

    long errors() {
        return errorsOfThoseGone.sum()
                + targets.stream().mapToLong(ListenerTarget::errors).sum();
    }

    /** Waits until the listeners have been told everything, at most for a time; then they are told nothing more. */
    void close(Duration timeout) {
        await(() -> targets.stream().allMatch(ListenerTarget::isIdle), timeout);
        targets.forEach(this::remove);
    }

    private void remove(ListenerTarget target) {
        if (targets.remove(target)) {
            target.close();
            errorsOfThoseGone.add(target.errors());
        }
    }

    private boolean await(BooleanSupplier condition, Duration timeout) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start >= timeout.toNanos()
                    || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(this, PAUSE_NANOS);
        }
        return true;
    }
}
