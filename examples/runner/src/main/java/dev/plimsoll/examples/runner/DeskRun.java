package dev.plimsoll.examples.runner;

import dev.plimsoll.agent.top.Figure;
import dev.plimsoll.agent.top.FrameReader;
import dev.plimsoll.agent.top.Screen;
import dev.plimsoll.agent.top.Screen.Wish;
import dev.plimsoll.examples.runner.Run.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Shows the service desk under its traffic, and afterwards compares the traffic's own count with the three views. */
final class DeskRun {

    /** For the desk to notice the last who vanished. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Duration POLL = Duration.ofMillis(100);

    /** Long enough for two of the events that are recorded each second. */
    private static final Duration STILL = Duration.ofMillis(2_200);

    private final FrameReader reader;
    private final DeskTraffic traffic;
    private final Guide guide;

    DeskRun(FrameReader reader, DeskTraffic traffic, Guide guide) {
        this.reader = reader;
        this.traffic = traffic;
        this.guide = guide;
    }

    Outcome show(Screen screen) throws IOException, InterruptedException {
        while (traffic.isOn()) {
            List<Figure> figures = Stream.of("welcomed", "vanished", "refused", "offered", "completed")
                    .map(name -> Figure.of(name, traffic.count(name)))
                    .toList();
            screen.show(reader.read().with(figures, guide.now()));
            Wish wish = screen.pause();
            if (wish == Wish.INTERRUPT) {
                return Outcome.INTERRUPTED;
            }
            if (wish == Wish.END && traffic.isOn()) {
                traffic.finish();
            }
        }
        return Outcome.ENDED;
    }

    /** Waits until the desk is at rest, and the recording has it. */
    Comparison compare(DeskViews views) throws InterruptedException {
        Answer counted = Answer.of("traffic", traffic::reading);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Answer seen = Answer.of("JMX", views::jmx);
        while (counted.reading() != null
                && !counted.reading().equals(seen.reading())
                && System.nanoTime() - deadline < 0) {
            Gate.linger(POLL);
            seen = Answer.of("JMX", views::jmx);
        }
        Instant since = Instant.now();
        Gate.linger(STILL);
        return new Comparison(
                "after it had ended",
                List.of(
                        counted,
                        Answer.of("JMX", views::jmx),
                        Answer.of("Prometheus", views::prometheus),
                        Answer.of("JFR", () -> views.jfr(since))));
    }

    /** What is still held, according to any side. */
    List<String> leaks(Comparison comparison) {
        return DeskFigures.ALL.stream()
                .filter(figure -> !figure.counter())
                .flatMap(figure -> comparison.answers().stream()
                        .filter(answer -> answer.reading() != null
                                && !Long.valueOf(0)
                                        .equals(answer.reading().figures().get(figure.title())))
                        .map(answer -> figure.title() + ", says " + answer.side()))
                .toList();
    }
}
