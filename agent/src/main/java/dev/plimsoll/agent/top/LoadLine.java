package dev.plimsoll.agent.top;

import java.util.OptionalDouble;

/** The bar of a resource: filled as far as it is loaded, with the load line across it. */
final class LoadLine {

    private final Glyphs glyphs;
    private final boolean colour;

    LoadLine(Glyphs glyphs, boolean colour) {
        this.glyphs = glyphs;
        this.colour = colour;
    }

    String draw(Load load, int width) {
        OptionalDouble utilization = load.utilization();
        int mark = cell(load.highMark(), width - 1);
        int filled = utilization.isPresent() ? cell(utilization.getAsDouble(), width) : 0;
        Style fill = utilization.isPresent() ? style(utilization.getAsDouble(), load.highMark()) : Style.FAINT;
        return cells(0, mark, filled, fill)
                + Style.STRONG.around(glyphs.mark, colour)
                + cells(mark + 1, width, filled, fill);
    }

    /** Whatever is above nothing fills at least one cell, whatever is below the limit leaves at least one free. */
    private static int cell(double share, int width) {
        double bounded = Math.max(0, Math.min(1, share));
        long cell = Math.round(bounded * width);
        return (int) (bounded == 0 ? 0 : bounded == 1 ? width : Math.max(1, Math.min(width - 1, cell)));
    }

    private String cells(int from, int to, int filled, Style fill) {
        int full = Math.max(0, Math.min(to, filled) - from);
        int empty = Math.max(0, to - from - full);
        return fill.around(glyphs.full.repeat(full), colour) + Style.FAINT.around(glyphs.empty.repeat(empty), colour);
    }

    static Style style(double utilization, double highMark) {
        return utilization >= 1 ? Style.ALARM : utilization >= highMark ? Style.WARNING : Style.CALM;
    }
}
