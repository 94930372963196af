package dev.plimsoll.agent.top;

import java.util.List;

/** A row of small columns, one for each second. */
final class Sparkline {

    private final Glyphs glyphs;

    Sparkline(Glyphs glyphs) {
        this.glyphs = glyphs;
    }

    /** Draws the newest shares that fit, right-aligned; a share of 1 is the highest column, NaN leaves a gap. */
    String draw(List<Double> shares, int width) {
        List<Double> newest = shares.subList(Math.max(0, shares.size() - width), shares.size());
        StringBuilder row = new StringBuilder(" ".repeat(width - newest.size()));
        for (double share : newest) {
            row.append(Double.isNaN(share) ? ' ' : glyphs.steps.charAt(step(share)));
        }
        return row.toString();
    }

    private int step(double share) {
        int last = glyphs.steps.length() - 1;
        return (int) Math.max(0, Math.min(last, Math.round(share * last)));
    }
}
