package dev.plimsoll.agent.top;

/** The few colours: a sequence of the ANSI standard around a text, or the text alone. */
enum Style {
    PLAIN(""),
    STRONG("1"),
    FAINT("2"),
    CALM("32"),
    WARNING("33"),
    ALARM("31;1");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    String around(String text, boolean colour) {
        return !colour || this == PLAIN || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
