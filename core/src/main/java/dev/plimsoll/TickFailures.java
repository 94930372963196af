package dev.plimsoll;

import java.util.concurrent.atomic.LongAdder;

/** Counts the tick tasks that threw; shown as a figure of Plimsoll itself. */
final class TickFailures {
    private static final LongAdder COUNT = new LongAdder();

    private TickFailures() {}

    static void count() {
        COUNT.increment();
    }

    static long total() {
        return COUNT.sum();
    }
}
