package dev.plimsoll.session;

import dev.plimsoll.Ticker;
import dev.plimsoll.internal.Callbacks;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells one listener, on threads of its own: of each session one thing after the other, of different sessions at the same
 * time. So a call that hangs holds up the news of its session, and with it one thread.
 */
final class ListenerTarget {
    private static final int THREADS = 2;
    private static final int QUEUE = 100_000;

    private final SessionListener listener;
    private final Callbacks callbacks;

    /** What waits for each session of which the listener is being told; the first is not in the queue any more. */
    private final ConcurrentHashMap<Session, Queue<News>> pending = new ConcurrentHashMap<>();

    ListenerTarget(SessionListener listener, String threadName, Ticker ticker) {
        this.listener = listener;
        callbacks = new Callbacks(threadName, THREADS, QUEUE, ticker::nanos);
    }

    /** To be called for each session in the order of what happens. */
    void tell(Session session, News news) {
        boolean[] alone = {false};
        pending.compute(session, (key, waiting) -> {
            alone[0] = waiting == null;
            if (waiting == null) {
                return new ArrayDeque<>(1);
            }
            waiting.add(news);
            return waiting;
        });
        if (alone[0]) {
            submit(session, news);
        }
    }

    private void submit(Session session, News first) {
        News news = first;
        while (news != null && !accepted(session, news)) {
            news.over();
            news = next(session);
        }
    }

    private boolean accepted(Session session, News news) {
        return callbacks.submit(() -> {
            try {
                news.tell(listener);
            } finally {
                News following = next(session);
                if (following != null) {
                    submit(session, following);
                }
            }
        });
    }

    private @Nullable News next(Session session) {
        News[] next = new News[1];
        pending.computeIfPresent(session, (key, waiting) -> {
            next[0] = waiting.poll();
            return next[0] == null ? null : waiting;
        });
        return next[0];
    }

    /** Tells whether there is no room for a batch although some thread gets on. */
    boolean isBehind() {
        return callbacks.waiting() > QUEUE - 2 * SessionTable.BATCH && callbacks.hung() < THREADS;
    }

    boolean isIdle() {
        return pending.isEmpty();
    }

    void watch() {
        callbacks.watch();
    }

    long errors() {
        return callbacks.errors();
    }

    void close() {
        callbacks.close();
    }
}
