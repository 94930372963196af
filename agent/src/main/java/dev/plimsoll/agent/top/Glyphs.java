package dev.plimsoll.agent.top;

import java.nio.charset.Charset;

/** The characters that bars and sparklines are drawn with. */
enum Glyphs {
    /** Block elements. */
    UNICODE("█", "░", "┃", "▁▂▃▄▅▆▇█", " · "),

    /** For terminals whose encoding has nothing else. */
    ASCII("#", ".", "|", "_.:-=+*#", ", ");

    final String full;
    final String empty;
    final String mark;
    final String steps;
    final String separator;

    Glyphs(String full, String empty, String mark, String steps, String separator) {
        this.full = full;
        this.empty = empty;
        this.mark = mark;
        this.steps = steps;
        this.separator = separator;
    }

    /**
     * Chooses what a terminal's encoding can show.
     *
     * @param encoding of the terminal
     * @return {@link #UNICODE} if the encoding has block elements
     */
    public static Glyphs in(Charset encoding) {
        return encoding.canEncode() && encoding.newEncoder().canEncode(UNICODE.full + UNICODE.mark + UNICODE.steps)
                ? UNICODE
                : ASCII;
    }
}
