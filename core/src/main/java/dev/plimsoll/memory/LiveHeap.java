package dev.plimsoll.memory;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import javax.management.JMException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;

/**
 * What is really live on the heap: the use after a collection that reclaimed the old generation, or less when a later
 * collection left less. A high value after a young collection says nothing, since what it promoted may be garbage.
 *
 * <p>The JVM delivers notifications on a thread that everybody shares, so the listener only hands over; {@link #drain}
 * does the work.
 */
final class LiveHeap implements AutoCloseable {
    private static final int BACKLOG = 256;

    private final Queue<Notification> arrived = new ArrayBlockingQueue<>(BACKLOG);
    private final NotificationListener listener = (notification, handback) -> arrived.offer(notification);
    private final List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
    private final Set<String> heapPools = new HashSet<>();
    private final Set<String> oldPools = new HashSet<>();
    private @Nullable Long live;
    private long oldCollections;

    LiveHeap() {
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP) {
                heapPools.add(pool.getName());
                if (isOld(pool.getName())) {
                    oldPools.add(pool.getName());
                }
            }
        }
        for (GarbageCollectorMXBean collector : collectors) {
            if (collector instanceof NotificationEmitter emitter) {
                emitter.addNotificationListener(listener, null, null);
            }
        }
    }

    /** Takes in the collections since the last call. For one thread at a time. */
    void drain() {
        for (Notification next = arrived.poll(); next != null; next = arrived.poll()) {
            if (next.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
                GarbageCollectionNotificationInfo info =
                        GarbageCollectionNotificationInfo.from((CompositeData) next.getUserData());
                collected(info.getGcName(), info.getGcAction(), info.getGcInfo());
            }
        }
    }

    private void collected(String collector, String action, GcInfo info) {
        long after = used(heapPools, info.getMemoryUsageAfterGc());
        boolean wholeHeap = action.contains("major")
                || collector.equals("ZGC Cycles")
                || collector.startsWith("ZGC Major")
                || collector.equals("Shenandoah Cycles");
        boolean oldShrank =
                used(oldPools, info.getMemoryUsageAfterGc()) < used(oldPools, info.getMemoryUsageBeforeGc());
        Long before = live;
        if (wholeHeap || oldShrank) {
            oldCollections++;
            live = after;
        } else if (before != null && after < before) {
            live = after;
        }
    }

    /** Returns bytes, null before the old generation was collected for the first time. */
    @Nullable
    Long live() {
        return live;
    }

    long oldCollections() {
        return oldCollections;
    }

    @Override
    public void close() {
        for (GarbageCollectorMXBean collector : collectors) {
            if (collector instanceof NotificationEmitter emitter) {
                try {
                    emitter.removeNotificationListener(listener);
                } catch (JMException goneAlready) {
                    // Nothing is left to remove.
                }
            }
        }
    }

    private static boolean isOld(String pool) {
        return !(pool.contains("Eden") || pool.contains("Survivor") || pool.contains("Young"));
    }

    private static long used(Set<String> pools, Map<String, MemoryUsage> usages) {
        long sum = 0;
        for (String pool : pools) {
            MemoryUsage usage = usages.get(pool);
            sum += usage == null ? 0 : usage.getUsed();
        }
        return sum;
    }
}
