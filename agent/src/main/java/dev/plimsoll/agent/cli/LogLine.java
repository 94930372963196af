package dev.plimsoll.agent.cli;

import java.util.Locale;
import java.util.Optional;

/**
 * A line of the agent's log, and what it says of the start.
 *
 * @param level how bad it is
 * @param text what is after time and level
 */
record LogLine(Level level, String text) {
    /** How bad it is. */
    enum Level {
        ERROR,
        WARN,
        INFO;

        /** As for a reader. */
        String word() {
            return this == WARN ? "warning" : name().toLowerCase(Locale.ROOT);
        }
    }

    /** Reads a line; empty when it is none, such as what a crash left. */
    static Optional<LogLine> of(String line) {
        String[] parts = line.split(" ", 3);
        if (parts.length < 3) {
            return Optional.empty();
        }
        for (Level level : Level.values()) {
            if (parts[1].equals(level.name().toLowerCase(Locale.ROOT))) {
                return Optional.of(new LogLine(level, parts[2]));
            }
        }
        return Optional.empty();
    }

    boolean isBegin() {
        return level == Level.INFO && text.startsWith("Plimsoll ");
    }

    boolean isEnd() {
        return isInfo("started") || isJoined() || isFailure();
    }

    boolean isFailure() {
        return level == Level.ERROR && text.startsWith("the agent did not start");
    }

    boolean isJoined() {
        return isInfo("attached again ");
    }

    boolean isMetrics() {
        return isInfo("metrics at ");
    }

    boolean isWindow() {
        return isInfo("discovery window is open");
    }

    private boolean isInfo(String start) {
        return level == Level.INFO && text.startsWith(start);
    }
}
