package dev.plimsoll.agent.top;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One line for each frame. */
final class PlainScreen implements Screen {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final PrintStream out;

    PlainScreen(PrintStream out) {
        this.out = out;
    }

    @Override
    public void show(Frame frame) {
        out.println(PlainLine.of(frame));
    }

    @Override
    public Duration interval() {
        return INTERVAL;
    }

    @Override
    public Wish pause() throws InterruptedException {
        if (out.checkError()) {
            return Wish.END;
        }
        TimeUnit.NANOSECONDS.sleep(INTERVAL.toNanos());
        return Wish.NONE;
    }

    @Override
    public void restore() {}

    @Override
    public void close() {}
}
