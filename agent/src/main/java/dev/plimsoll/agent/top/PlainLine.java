package dev.plimsoll.agent.top;

import java.util.StringJoiner;

/** A frame as one line, for logs and where there is no terminal. */
final class PlainLine {

    private static final int FIGURES = 2;

    private PlainLine() {}

    /**
     * Writes a frame without its title, notes and history, and only the first two figures of each load.
     *
     * @param frame what to write
     * @return the line, without a line end
     */
    public static String of(Frame frame) {
        StringJoiner line = new StringJoiner(" | ");
        line.add(Painter.clock(frame.uptime()));
        for (Load load : frame.loads()) {
            String percent = load.percent().isEmpty() ? "" : " (" + load.percent() + ")";
            StringJoiner text = new StringJoiner(", ");
            text.add(load.kind() + " " + load.name() + " " + load.amounts() + percent);
            load.figures().stream().limit(FIGURES).forEach(figure -> text.add(figure.text()));
            line.add(text.toString());
        }
        StringJoiner others = new StringJoiner(", ");
        frame.figures().forEach(figure -> others.add(figure.text()));
        return others.length() == 0
                ? line.toString()
                : line.add(others.toString()).toString();
    }
}
