package dev.plimsoll.work;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Orders that were tried as often as allowed, the latest of them up to a limit. Thread-safe. */
final class DeadLetters<T> {
    private final IntSupplier limit;
    private final Consumer<Entry<T>> beyondLimit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Entry<T>> byId = new LinkedHashMap<>();

    /** The receiver of what is beyond the limit owns it, and is called outside the lock. */
    DeadLetters(IntSupplier limit, Consumer<Entry<T>> beyondLimit) {
        this.limit = limit;
        this.beyondLimit = beyondLimit;
    }

    void add(Entry<T> entry) {
        lock.lock();
        try {
            entry.state = WorkOrderState.DEAD;
            byId.put(entry.order.id(), entry);
        } finally {
            lock.unlock();
        }
        trim();
    }

    /** Takes one out, which the caller owns then; null when it is not here. */
    @Nullable
    Entry<T> remove(String id) {
        lock.lock();
        try {
            return byId.remove(id);
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return byId.size();
        } finally {
            lock.unlock();
        }
    }

    /** Hands on what is beyond the limit, oldest first. */
    void trim() {
        for (Entry<T> entry = removeExcess(); entry != null; entry = removeExcess()) {
            beyondLimit.accept(entry);
        }
    }

    private @Nullable Entry<T> removeExcess() {
        lock.lock();
        try {
            if (byId.size() <= limit.getAsInt()) {
                return null;
            }
            Entry<T> eldest = byId.values().iterator().next();
            byId.remove(eldest.order.id());
            return eldest;
        } finally {
            lock.unlock();
        }
    }
}
