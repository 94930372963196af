package dev.plimsoll.resource;

import dev.plimsoll.Subscription;
import dev.plimsoll.internal.Callbacks;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/** The listeners of a tracker, told on one thread of their own. */
final class LeakListeners {
    private final List<LeakListener> listeners = new CopyOnWriteArrayList<>();
    private final Callbacks callbacks;

    LeakListeners(Callbacks callbacks) {
        this.callbacks = callbacks;
    }

    Subscription add(LeakListener listener) {
        listeners.add(listener);
        return Subscription.endedBy(() -> listeners.remove(listener));
    }

    void tell(BiConsumer<LeakListener, LeakReport> what, LeakReport report) {
        for (LeakListener listener : listeners) {
            callbacks.submit(() -> what.accept(listener, report));
        }
    }
}
