package dev.plimsoll.examples.runner;

import dev.plimsoll.agent.top.Figure;
import dev.plimsoll.agent.top.Frame;
import dev.plimsoll.agent.top.FrameReader;
import dev.plimsoll.agent.top.Screen;
import dev.plimsoll.agent.top.Screen.Wish;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Shows frames until the time is over, with a comparison in the middle of a long run and one at the end of every run. */
final class Run {

    /** What came of it. */
    enum Outcome {
        ENDED,
        INTERRUPTED
    }

    private static final Duration COMPARISON = Duration.ofSeconds(4);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final int FEW = 4;
    private static final int MORE_THAN_THERE_ARE = Health.MAXIMUM_POOL_SIZE + 2;

    private final Screen screen;
    private final FrameReader reader;
    private final Web web;
    private final URI shop;
    private final Traffic traffic;
    private final Check check;
    private final List<String> notes;
    private final List<Comparison> comparisons = new ArrayList<>();

    Run(Screen screen, FrameReader reader, Web web, URI shop, Traffic traffic, Check check, List<String> notes) {
        this.screen = screen;
        this.reader = reader;
        this.web = web;
        this.shop = shop;
        this.traffic = traffic;
        this.check = check;
        this.notes = notes;
    }

    List<Comparison> comparisons() {
        return comparisons;
    }

    Outcome run(Duration duration) throws IOException, NoAnswerException, InterruptedException {
        long start = System.nanoTime();
        boolean middleIsDue = duration.compareTo(LONG) >= 0;
        boolean endIsDue = false;
        boolean ending = false;
        @Nullable CompletableFuture<Comparison> comparison = null;
        while (true) {
            screen.show(frame(comparison != null));
            Wish wish = screen.pause();
            if (wish == Wish.INTERRUPT) {
                return Outcome.INTERRUPTED;
            }
            Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
            endIsDue |= wish == Wish.END || elapsed.compareTo(duration.minus(COMPARISON)) >= 0;
            if (comparison != null && comparison.isDone()) {
                comparisons.add(result(comparison));
                comparison = null;
                if (ending) {
                    return Outcome.ENDED;
                }
            }
            if (comparison == null && endIsDue) {
                ending = true;
                comparison = compare(MORE_THAN_THERE_ARE);
            } else if (comparison == null && middleIsDue && elapsed.compareTo(duration.dividedBy(2)) >= 0) {
                middleIsDue = false;
                comparison = compare(FEW);
            }
        }
    }

    private Frame frame(boolean comparing) throws IOException, NoAnswerException, InterruptedException {
        Health health = Health.of(web, shop);
        List<Figure> figures = new ArrayList<>(List.of(
                Figure.of("sessions", health.sessions()),
                Figure.of("orders", health.orders()),
                Figure.of("requests", traffic.requests())));
        if (traffic.failures() > 0) {
            figures.add(new Figure("failed", Long.toString(traffic.failures()), true));
        }
        List<String> lines = new ArrayList<>(notes);
        lines.add(comparing ? "The traffic pauses while the views are compared." : state());
        return reader.read().with(figures, lines);
    }

    private String state() {
        return comparisons.isEmpty()
                ? ""
                : comparisons.get(comparisons.size() - 1).verdict();
    }

    private CompletableFuture<Comparison> compare(int wanted) {
        CompletableFuture<Comparison> result = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        result.complete(check.hold(wanted));
                    } catch (NoAnswerException | InterruptedException | RuntimeException e) {
                        result.completeExceptionally(e);
                    }
                },
                "plimsoll-example-comparison");
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    private static Comparison result(CompletableFuture<Comparison> done) throws NoAnswerException {
        try {
            return done.join();
        } catch (CompletionException e) {
            throw new NoAnswerException("the views could not be compared: " + Reasons.ofCause(e));
        }
    }
}
