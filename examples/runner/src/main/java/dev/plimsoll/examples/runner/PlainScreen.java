package dev.plimsoll.examples.runner;

import dev.plimsoll.agent.top.Frame;
import dev.plimsoll.agent.top.PlainLine;
import java.io.PrintStream;
import java.time.Duration;

/** One line for each frame. Ctrl-C ends the JVM as usual. */
final class PlainScreen implements Screen {

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
        return Duration.ofSeconds(1);
    }

    @Override
    public Wish pause() throws InterruptedException {
        Gate.linger(interval());
        return Wish.NONE;
    }

    @Override
    public void restore() {}

    @Override
    public void close() {}
}
