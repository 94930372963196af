package dev.plimsoll.work;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps the orders that were finished last, in memory; those before are forgotten. Thread-safe.
 *
 * @param <T> type of the orders' data
 */
public final class InMemoryArchive<T> implements WorkOrderArchive<T> {
    /** How many orders are kept unless told otherwise. */
    public static final int DEFAULT_MAXIMUM_ORDERS = 10_000;

    private final int maximumOrders;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, FinishedOrder<T>> byId;
    private long forgotten;

    /** Makes an archive of {@value #DEFAULT_MAXIMUM_ORDERS} orders. */
    public InMemoryArchive() {
        this(DEFAULT_MAXIMUM_ORDERS);
    }

    /**
     * Makes an archive.
     *
     * @param maximumOrders how many orders it keeps
     * @throws IllegalArgumentException if that is less than 1
     */
    public InMemoryArchive(int maximumOrders) {
        if (maximumOrders < 1) {
            throw new IllegalArgumentException("an archive of " + maximumOrders + " orders keeps nothing");
        }
        this.maximumOrders = maximumOrders;
        this.byId = new LinkedHashMap<>();
    }

    @Override
    public List<String> store(List<FinishedOrder<T>> orders) {
        lock.lock();
        try {
            for (FinishedOrder<T> order : orders) {
                String id = order.order().id();
                if (byId.put(id, order) != null) {
                    byId.remove(id); // to the end, as the latest
                    byId.put(id, order);
                }
                if (byId.size() > maximumOrders) {
                    byId.remove(byId.keySet().iterator().next());
                    forgotten++;
                }
            }
        } finally {
            lock.unlock();
        }
        List<String> ids = new ArrayList<>(orders.size());
        orders.forEach(order -> ids.add(order.order().id()));
        return ids;
    }

    @Override
    public Optional<FinishedOrder<T>> find(String id) {
        lock.lock();
        try {
            return Optional.ofNullable(byId.get(id));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns what is kept.
     *
     * @return a copy, what came first first
     */
    public List<FinishedOrder<T>> orders() {
        lock.lock();
        try {
            return new ArrayList<>(byId.values());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns how many orders were forgotten to make room.
     *
     * @return the number since the archive was made
     */
    public long forgotten() {
        lock.lock();
        try {
            return forgotten;
        } finally {
            lock.unlock();
        }
    }
}
