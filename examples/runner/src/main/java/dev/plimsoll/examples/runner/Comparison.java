package dev.plimsoll.examples.runner;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;

/**
 * The figures of all sides next to each other.
 *
 * @param occasion what was going on
 * @param answers that of whoever is to be believed first
 */
record Comparison(String occasion, List<Answer> answers) {

    private static final int LEAST_FIRST_COLUMN = 20;

    Comparison {
        answers = List.copyOf(answers);
    }

    /** Whether everybody answered, and the same. */
    boolean agrees() {
        return answers.stream().allMatch(answer -> answer.reading() != null)
                && answers.stream().map(Answer::reading).distinct().count() == 1;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        int first = figures().stream().mapToInt(String::length).reduce(LEAST_FIRST_COLUMN, Math::max);
        StringBuilder heading = new StringBuilder(cell("", -first));
        answers.forEach(answer -> heading.append(cell(answer.side(), width(answer))));
        lines.add(heading.toString());
        for (String figure : figures()) {
            StringBuilder line = new StringBuilder(cell(figure, -first));
            answers.forEach(answer -> line.append(cell(value(answer, figure), width(answer))));
            lines.add(line.toString());
        }
        for (Answer answer : answers) {
            if (answer.reading() == null) {
                lines.add(answer.side() + " did not answer: " + answer.reason());
            }
        }
        lines.add(verdict());
        return lines;
    }

    String verdict() {
        return agrees()
                ? "JMX, Prometheus and JFR agreed with the " + answers.get(0).side() + " " + occasion + "."
                : "The views did NOT agree with the " + answers.get(0).side() + " " + occasion + ".";
    }

    private List<String> figures() {
        TreeSet<String> names = new TreeSet<>();
        answers.stream()
                .map(Answer::reading)
                .filter(Objects::nonNull)
                .forEach(reading -> names.addAll(reading.figures().keySet()));
        return List.copyOf(names);
    }

    private static String value(Answer answer, String figure) {
        Reading reading = answer.reading();
        return reading == null ? "-" : String.valueOf(reading.figures().get(figure));
    }

    private static int width(Answer answer) {
        return answer.side().length() + 3;
    }

    private static String cell(String text, int width) {
        return String.format(Locale.ROOT, "%" + width + "s", text);
    }
}
