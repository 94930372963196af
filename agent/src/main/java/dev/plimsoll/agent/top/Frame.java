package dev.plimsoll.agent.top;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything the view shows at one moment.
 *
 * @param title what is looked at, such as {@code shop, pid 4711}
 * @param uptime how long it has been running
 * @param loads the bounded resources, in the order in which they are shown
 * @param figures what else is worth a look, without a limit
 * @param notes lines of text below the figures, such as where to look next
 */
public record Frame(String title, Duration uptime, List<Load> loads, List<Figure> figures, List<String> notes) {

    /**
     * Copies the lists.
     *
     * @param title what is looked at
     * @param uptime how long it has been running
     * @param loads the bounded resources
     * @param figures what else is worth a look
     * @param notes lines of text
     */
    public Frame {
        loads = List.copyOf(loads);
        figures = List.copyOf(figures);
        notes = List.copyOf(notes);
    }

    /**
     * Adds what somebody else knows about the same moment.
     *
     * @param moreFigures shown after those that are there
     * @param moreNotes shown after those that are there
     * @return a frame with both
     */
    public Frame with(List<Figure> moreFigures, List<String> moreNotes) {
        return new Frame(title, uptime, loads, joined(figures, moreFigures), joined(notes, moreNotes));
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
