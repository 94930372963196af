package dev.plimsoll.agent.top;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Draws a frame as lines for a terminal of a given size.
 *
 * <p>Immutable. The same frame and size give the same lines. No line is wider than the terminal; when there are fewer
 * rows than lines, blank lines go first, then the last lines.
 */
final class Painter {

    private static final int HISTORY_SECONDS = 60;
    private static final String LAST_MINUTE = "last minute";
    private static final int LEAST_WIDTH = 20;

    private final Glyphs glyphs;
    private final boolean colour;
    private final LoadLine bar;
    private final Sparkline sparkline;

    /**
     * Makes a painter.
     *
     * @param glyphs what the terminal can show
     * @param colour whether to put ANSI colour sequences around the few things that have a colour
     */
    public Painter(Glyphs glyphs, boolean colour) {
        this.glyphs = glyphs;
        this.colour = colour;
        this.bar = new LoadLine(glyphs, colour);
        this.sparkline = new Sparkline(glyphs);
    }

    /**
     * Draws a frame.
     *
     * @param frame what to show
     * @param columns width of the terminal; fewer than 20 are drawn as 20
     * @param rows height of the terminal
     * @return at most {@code rows} lines without line ends
     */
    public List<String> paint(Frame frame, int columns, int rows) {
        int width = Math.max(LEAST_WIDTH, columns) - 2;
        List<String> lines = new ArrayList<>();
        String uptime = "up " + clock(frame.uptime());
        lines.add(sides(Style.STRONG, "PLIMSOLL", frame.title() + glyphs.separator + uptime, width));
        lines.add("");
        for (Load load : frame.loads()) {
            lines.addAll(paint(load, width));
            lines.add("");
        }
        if (!frame.figures().isEmpty()) {
            lines.add(figures(frame.figures(), width));
            lines.add("");
        }
        frame.notes().forEach(note -> lines.add(Style.FAINT.around(cut(note, width), colour)));
        return fit(lines, rows).stream()
                .map(line -> line.isEmpty() ? line : " " + line)
                .toList();
    }

    private List<String> paint(Load load, int width) {
        String amounts = load.amounts()
                + (load.percent().isEmpty() ? "" : glyphs.separator + load.percent())
                + (load.highMark() < 1 ? glyphs.separator + "mark " + Load.percent(load.highMark()) : "");
        int history = Math.min(HISTORY_SECONDS, width - LAST_MINUTE.length() - 1);
        List<String> lines = new ArrayList<>();
        lines.add(sides(Style.STRONG, load.kind().toUpperCase(Locale.ROOT) + " " + load.name(), amounts, width));
        lines.add(bar.draw(load, width));
        if (history > 0) {
            lines.add(Style.FAINT.around(LAST_MINUTE, colour)
                    + " ".repeat(width - LAST_MINUTE.length() - history)
                    + sparkline.draw(load.history(), history));
        }
        if (!load.figures().isEmpty()) {
            lines.add(figures(load.figures(), width));
        }
        return lines;
    }

    private String figures(List<Figure> figures, int width) {
        StringBuilder line = new StringBuilder();
        int left = width;
        for (Figure figure : figures) {
            String separator = line.isEmpty() ? "" : glyphs.separator;
            left -= separator.length() + figure.text().length();
            if (left < 0) {
                break;
            }
            Style style = figure.alarming() ? Style.ALARM : Style.PLAIN;
            line.append(separator).append(style.around(figure.text(), colour));
        }
        return line.toString();
    }

    private String sides(Style style, String left, String right, int width) {
        String end = cut(right, width);
        String start = cut(left, Math.max(0, width - end.length() - 1));
        return style.around(start, colour) + " ".repeat(width - start.length() - end.length()) + end;
    }

    private static List<String> fit(List<String> lines, int rows) {
        List<String> fitting = new ArrayList<>(lines);
        for (int i = fitting.size() - 1; i >= 0 && fitting.size() > rows; i--) {
            if (fitting.get(i).isEmpty()) {
                fitting.remove(i);
            }
        }
        return fitting.size() > rows ? fitting.subList(0, Math.max(0, rows)) : fitting;
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width);
    }

    static String clock(Duration duration) {
        long hours = duration.toHours();
        String minutes = String.format(Locale.ROOT, "%d:%02d", duration.toMinutesPart(), duration.toSecondsPart());
        return hours == 0 ? minutes : hours + ":" + (duration.toMinutesPart() < 10 ? "0" : "") + minutes;
    }
}
