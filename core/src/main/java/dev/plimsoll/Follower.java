package dev.plimsoll;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Calls one listener in order and outside all locks, whichever thread brings the news. */
final class Follower {
    private record News(Registration registration, boolean added) {}

    private final RegistryListener listener;
    private final LongAdder failures;
    private final Queue<News> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pending = new AtomicInteger();

    Follower(RegistryListener listener, LongAdder failures) {
        this.listener = listener;
        this.failures = failures;
    }

    /** Called under the registry's lock, which gives the order. */
    void enqueue(Registration registration, boolean added) {
        queue.add(new News(registration, added));
    }

    void drain() {
        if (pending.getAndIncrement() != 0) {
            return;
        }
        do {
            for (News news = queue.poll(); news != null; news = queue.poll()) {
                tell(news);
            }
        } while (pending.decrementAndGet() > 0);
    }

    private void tell(News news) {
        try {
            if (news.added()) {
                listener.added(news.registration());
            } else {
                listener.removed(news.registration());
            }
        } catch (Throwable e) {
            failures.increment();
        }
    }
}
