package dev.plimsoll.agent.top;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;

/** Where frames are shown. For one thread, but for {@link #restore()}. */
public sealed interface Screen extends AutoCloseable permits LiveScreen, PlainScreen {

    /** What the user asked for. */
    enum Wish {
        /** Nothing: the next frame is due. */
        NONE,
        /** The end, in an orderly way. */
        END,
        /** The end at once. */
        INTERRUPT
    }

    /**
     * Takes over the terminal of this process and redraws frames in place, twice a second. The key {@code q} is the wish
     * to end, and so is Ctrl-C, which arrives as a key: as a signal it would reach child processes as well.
     *
     * @return the screen; closing it brings back what was there before
     * @throws IOException if standard input or output is no terminal, or it cannot redraw
     */
    static Screen live() throws IOException {
        return LiveScreen.open();
    }

    /**
     * Writes each frame as a line, one a second. Ctrl-C ends the JVM as usual.
     *
     * @param out takes the lines; when it fails, such as a pipe that nobody reads any more, that is the wish to end
     * @return the screen; closing it leaves the stream open
     */
    static Screen plain(PrintStream out) {
        return new PlainScreen(out);
    }

    /**
     * Shows a frame in place of the one before.
     *
     * @param frame what to show
     */
    void show(Frame frame);

    /**
     * Returns the time between two frames.
     *
     * @return always the same
     */
    Duration interval();

    /**
     * Waits until the next frame is due or the user wishes something.
     *
     * @return the wish
     * @throws InterruptedException if the thread is interrupted
     */
    Wish pause() throws InterruptedException;

    /** Leaves the terminal as it was, from any thread and at any time; nothing is shown after. For shutdown hooks. */
    void restore();

    /** Leaves the terminal as it was. */
    @Override
    void close();
}
