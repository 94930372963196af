package dev.plimsoll.work;

import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** All orders of a queue that are not yet in the archive, by id, up to the capacity. Thread-safe. */
final class LiveOrders<T> {
    private final IntSupplier capacity;
    private final ConcurrentHashMap<String, Entry<T>> byId = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    LiveOrders(IntSupplier capacity) {
        this.capacity = capacity;
    }

    /** Claims the id and a place, both or neither. */
    OfferResult claim(Entry<T> entry) {
        Entry<T> present = byId.computeIfAbsent(entry.order.id(), id -> claimPlace() ? entry : null);
        if (present == entry) {
            return OfferResult.ACCEPTED;
        }
        return present == null ? OfferResult.FULL : OfferResult.DUPLICATE;
    }

    @Nullable
    Entry<T> find(String id) {
        return byId.get(id);
    }

    /** Forgets an order; its place is free only after {@link #freePlaces}. */
    void forget(Entry<T> entry) {
        byId.remove(entry.order.id(), entry);
    }

    void freePlaces(int places) {
        count.addAndGet(-places);
    }

    int count() {
        return count.get();
    }

    Collection<Entry<T>> all() {
        return byId.values();
    }

    private boolean claimPlace() {
        int limit = capacity.getAsInt();
        int before = count.get();
        while (before < limit) {
            if (count.compareAndSet(before, before + 1)) {
                return true;
            }
            before = count.get();
        }
        return false;
    }
}
