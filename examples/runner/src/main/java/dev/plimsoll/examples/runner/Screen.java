package dev.plimsoll.examples.runner;

import dev.plimsoll.agent.top.Frame;
import java.time.Duration;

/** Where frames are shown. Used by one thread, but for {@link #restore()}. */
interface Screen extends AutoCloseable {

    /** What the user asked for. */
    enum Wish {
        NONE,
        /** To compare now and end. */
        END,
        /** To end at once. */
        INTERRUPT
    }

    void show(Frame frame);

    /** Time between two frames. */
    Duration interval();

    /** Waits until the next frame is due or the user wishes something. */
    Wish pause() throws InterruptedException;

    /** Leaves the terminal as it was, from any thread and at any time. */
    void restore();

    @Override
    void close();
}
