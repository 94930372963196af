package dev.plimsoll.resource;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** The types that a tracker has figures for, as many as it may have; the rest is folded into {@code other}. */
final class ResourceTypes {
    static final String OTHER = "other";
    private static final int OTHER_INDEX = 0;

    private final ResourceTracker tracker;
    private final int maximum;
    private final Map<String, ResourceType> byName = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    ResourceTypes(ResourceTracker tracker, int maximum) {
        this.tracker = tracker;
        this.maximum = maximum;
        byName.put(OTHER, new ResourceType(tracker, OTHER, OTHER_INDEX));
    }

    ResourceType of(String name) {
        ResourceType known = byName.get(name);
        return known != null ? known : add(name);
    }

    /** Returns the types that have an index of their own. */
    Iterable<ResourceType> all() {
        return byName.values();
    }

    private ResourceType add(String name) {
        lock.lock();
        try {
            int index = byName.size();
            if (index <= maximum) {
                ResourceType added = new ResourceType(tracker, name, index);
                ResourceType present = byName.putIfAbsent(name, added);
                return present == null ? added : present;
            }
        } finally {
            lock.unlock();
        }
        ResourceType known = byName.get(name);
        return known != null ? known : new ResourceType(tracker, name, OTHER_INDEX);
    }
}
