package dev.plimsoll;

import java.util.concurrent.atomic.AtomicBoolean;

/** Something that goes on until it is closed. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {
    /** Ends it. Closing twice is harmless. */
    @Override
    void close();

    /**
     * Makes a subscription.
     *
     * @param end ends it; runs at most once
     * @return the subscription
     */
    static Subscription endedBy(Runnable end) {
        AtomicBoolean ended = new AtomicBoolean();
        return () -> {
            if (ended.compareAndSet(false, true)) {
                end.run();
            }
        };
    }
}
