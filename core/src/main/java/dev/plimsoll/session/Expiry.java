package dev.plimsoll.session;

import dev.plimsoll.CleanupCause;
import dev.plimsoll.CleanupRun;
import dev.plimsoll.Cleanups;
import dev.plimsoll.ManagerId;
import dev.plimsoll.Setting;
import dev.plimsoll.Ticker;
import dev.plimsoll.internal.Jfr;
import dev.plimsoll.internal.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Ends sessions that nobody ends: at the tick, at the limit, in a cleanup, at the close. Thread-safe. */
final class Expiry {
    /** About 10,000 sessions, which take a few milliseconds of the tick; what is more, a thread of its own does. */
    private static final int BATCHES_AT_ONCE = 40;

    private static final Duration LISTENER_WAIT = Duration.ofMillis(500);
    private static final Duration CLEANUP_WAIT = Duration.ofSeconds(1);

    final Cleanups cleanups;

    private final ManagerId manager;
    private final SessionTable table;
    private final SessionListeners listeners;
    private final SessionCounts counts;
    private final Setting<Duration> timeout;
    private final Workers sweeper;
    private final AtomicBoolean sweeping = new AtomicBoolean();

    Expiry(
            ManagerId manager,
            Ticker ticker,
            SessionTable table,
            SessionListeners listeners,
            SessionCounts counts,
            Setting<Duration> timeout) {
        this.manager = manager;
        this.table = table;
        this.listeners = listeners;
        this.counts = counts;
        this.timeout = timeout;
        cleanups = new Cleanups(manager, ticker, run -> endIdle(run, timeout.get(), Long.MAX_VALUE, EndCause.EXPIRED));
        sweeper = new Workers("plimsoll-expiry-" + manager.name(), 1);
    }

    void tick() {
        if (table.mayHaveIdle(limit(timeout.get())) && sweeping.compareAndSet(false, true)) {
            if (expireSome()) {
                sweeper.submit(this::sweep);
            } else {
                sweeping.set(false);
            }
        }
    }

    private void sweep() {
        try {
            boolean more = true;
            while (more && listeners.awaitRoom(LISTENER_WAIT)) {
                more = expireSome();
            }
        } finally {
            sweeping.set(false);
        }
    }

    private boolean expireSome() {
        long limitNanos = limit(timeout.get());
        List<SessionEntry> dead = new ArrayList<>();
        boolean more = true;
        for (int i = 0; i < BATCHES_AT_ONCE && more && listeners.haveRoom(); i++) {
            SessionTable.Ended batch = table.endIdle(limitNanos, Long.MAX_VALUE, EndCause.EXPIRED, null);
            dead.addAll(batch.sessions());
            more = batch.more();
        }
        expired(CleanupCause.SCHEDULE, dead);
        return more;
    }

    /** Ends a few sessions that have expired; tells whether there were any. */
    boolean makeRoom() {
        long limitNanos = limit(timeout.get());
        SessionTable.Ended batch;
        do {
            batch = table.endIdle(limitNanos, SessionTable.BATCH, EndCause.EXPIRED, null);
        } while (batch.sessions().isEmpty() && batch.more());
        expired(CleanupCause.CAPACITY, batch.sessions());
        return !batch.sessions().isEmpty();
    }

    /** Calls it a cleanup if there were any. */
    private void expired(CleanupCause cause, List<SessionEntry> dead) {
        if (!dead.isEmpty()) {
            cleanups.run(cause, run -> dead.forEach(entry -> ended(entry, EndCause.EXPIRED, run)));
        }
    }

    /** Ends the session of an id if it has expired; tells whether it had. */
    boolean endIfExpired(String sessionId) {
        SessionEntry entry = table.endIfIdle(sessionId, limit(timeout.get()));
        if (entry != null) {
            ended(entry, EndCause.EXPIRED, null);
        }
        return entry != null;
    }

    /** Ends what was idle for some time, and waits a little for the listeners. */
    void endIdle(CleanupRun run, Duration idle, long atMost, EndCause cause) {
        long limitNanos = idle.isZero() ? Long.MAX_VALUE : limit(idle);
        Aftermath aftermath = new Aftermath(run);
        long left = atMost;
        boolean more = left > 0;
        while (more) {
            if (!listeners.awaitRoom(LISTENER_WAIT)) {
                run.note("listeners are behind; the rest follows at a later tick");
                return;
            }
            SessionTable.Ended batch = table.endIdle(limitNanos, left, cause, aftermath);
            batch.sessions().forEach(entry -> ended(entry, cause, run));
            left -= batch.sessions().size();
            more = batch.more();
        }
        aftermath.await(CLEANUP_WAIT);
    }

    /** Ends all; the table must be closed and the ticks ended. */
    void close(Duration patience) {
        sweeper.close();
        cleanups.run(CleanupCause.SHUTDOWN, run -> endAll(run, patience));
    }

    private void endAll(CleanupRun run, Duration patience) {
        Aftermath aftermath = new Aftermath(run);
        long start = System.nanoTime();
        SessionTable.Ended batch;
        do {
            listeners.awaitRoom(patience.minusNanos(System.nanoTime() - start));
            batch = table.endIdle(Long.MAX_VALUE, Long.MAX_VALUE, EndCause.SHUTDOWN, aftermath);
            batch.sessions().forEach(entry -> ended(entry, EndCause.SHUTDOWN, run));
        } while (batch.more());
        aftermath.await(patience.minusNanos(System.nanoTime() - start));
    }

    /** Counts an end, and tells a recording. */
    void ended(SessionEntry entry, EndCause cause, @Nullable CleanupRun run) {
        long age = entry.ageNanos();
        counts.ended(cause, age);
        if (run != null) {
            run.removed();
        }
        if (Jfr.AVAILABLE) {
            SessionEndedEvent.emit(manager, entry, cause, age, run == null ? 0 : run.id());
        }
    }

    private long limit(Duration idle) {
        return table.nowNanos() - idle.toNanos();
    }
}
