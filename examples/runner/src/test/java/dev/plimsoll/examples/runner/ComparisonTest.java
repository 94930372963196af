package dev.plimsoll.examples.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final Reading SEEN = new Reading(10, 0, 10, 2);

    @Test
    void agreesWhenAllSayTheSame() throws Exception {
        Comparison comparison = comparison(() -> new Reading(10, 0, 10, 2));

        assertThat(comparison.agrees()).isTrue();
        assertThat(comparison.lines())
                .containsExactly(
                        "                       application   JFR",
                        "activeConnections               10    10",
                        "idleConnections                  0     0",
                        "totalConnections                10    10",
                        "waitingThreads                   2     2",
                        "JMX, Prometheus and JFR agreed with the application in a test.");
    }

    @Test
    void disagreesAtOneFigure() throws Exception {
        Comparison comparison = comparison(() -> new Reading(10, 0, 10, 1));

        assertThat(comparison.agrees()).isFalse();
        assertThat(comparison.lines())
                .contains("waitingThreads                   2     1")
                .last()
                .asString()
                .contains("NOT");
    }

    @Test
    void disagreesWithoutAnAnswer() throws Exception {
        Comparison comparison = comparison(() -> {
            throw new NoAnswerException("it is out");
        });

        assertThat(comparison.agrees()).isFalse();
        assertThat(comparison.lines())
                .contains("waitingThreads                   2     -", "JFR did not answer: it is out");
    }

    private static Comparison comparison(Callable<Reading> jfr) throws Exception {
        return new Comparison("in a test", List.of(Answer.of("application", () -> SEEN), Answer.of("JFR", jfr)));
    }
}
