package dev.plimsoll.resource;

import dev.plimsoll.ManagerId;
import dev.plimsoll.internal.Jfr;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Finds resources that nobody can release any more, and suspects those that are too old. Works at ticks.
 *
 * <p>A collected owner or handle is a leak only if the resource is still live at the next tick: an owner may be collected
 * while the very call that releases it runs, as soon as that call needs the owner no more.
 */
final class Leaks {
    private static final int AT_ONCE = 100_000;
    private static final int SLOTS_AT_LEAST = 4096;
    private static final int TICKS_PER_ROUND = 64;

    private final ManagerId manager;
    private final ResourceTable table;
    private final TrackerSettings settings;
    private final LeakListeners listeners;
    private final ReferenceQueue<Object> collected = new ReferenceQueue<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Sweep sweep;
    private List<Entry> unconfirmed = new ArrayList<>();

    Leaks(ManagerId manager, ResourceTable table, TrackerSettings settings, LeakListeners listeners) {
        this.manager = manager;
        this.table = table;
        this.settings = settings;
        this.listeners = listeners;
        this.sweep = new Sweep(table);
    }

    /** Watches the owner or handle of an entry; to be called before the entry is added. */
    void watch(Object ownerOrHandle, Entry entry) {
        entry.watch = new Watch(ownerOrHandle, collected, entry);
    }

    /** Returns the entries that leaked, reported and still live; looks for suspects. */
    List<Entry> tick(long nowNanos) {
        if (!lock.tryLock()) {
            return List.of(); // somebody else ticks
        }
        try {
            List<Entry> leaked = confirm();
            suspect(nowNanos);
            return leaked;
        } finally {
            lock.unlock();
        }
    }

    /** Says that a released entry had been suspected. */
    void withdraw(Entry entry) {
        if (Jfr.AVAILABLE) {
            SuspicionWithdrawnEvent.emit(manager, entry.usage());
        }
        listeners.tell(LeakListener::withdrawn, report(entry, "it was released after all"));
    }

    private List<Entry> confirm() {
        List<Entry> leaked = new ArrayList<>();
        for (Entry entry : unconfirmed) {
            if (table.leaked(entry)) {
                leaked.add(entry);
                reportLeak(entry);
            }
        }
        unconfirmed = new ArrayList<>();
        Reference<?> next = collected.poll();
        while (next instanceof Watch watch) {
            if (watch.entry.isLive()) {
                unconfirmed.add(watch.entry);
            }
            next = unconfirmed.size() < AT_ONCE ? collected.poll() : null;
        }
        return leaked;
    }

    private void suspect(long nowNanos) {
        long bornUntil = nowNanos - settings.suspectAge.get().toNanos();
        if (bornUntil < 0) {
            return;
        }
        for (Entry old : sweep.next(SLOTS_AT_LEAST, TICKS_PER_ROUND, bornUntil)) {
            if (old.watch == null) {
                suspect(old, "it has been live for longer than " + settings.suspectAge.get());
            } else if (hidesItsLeak(old)) {
                suspect(old, "what closes it refers to its handle, so that a leak could not be seen");
            }
        }
    }

    private void suspect(Entry entry, String reason) {
        if (table.suspect(entry)) {
            LeakReport report = report(entry, reason);
            if (Jfr.AVAILABLE) {
                ResourceSuspectedEvent.emit(manager, report);
            }
            listeners.tell(LeakListener::suspected, report);
        }
    }

    private void reportLeak(Entry entry) {
        LeakReport report = report(entry, "its owner or handle was garbage-collected without a release");
        if (Jfr.AVAILABLE) {
            ResourceLeakedEvent.emit(manager, report);
        }
        listeners.tell(LeakListener::leaked, report);
    }

    private LeakReport report(Entry entry, String reason) {
        return new LeakReport(manager, entry.usage(), entry.allocationStack(), reason);
    }

    private static boolean hidesItsLeak(Entry entry) {
        AutoCloseable closer = entry.closer;
        return closer != null
                && SelfReference.found(closer, value -> value instanceof Handle handle && handle.entry == entry);
    }
}
