package dev.plimsoll.agent.boot;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The agent's argument: the path of a file, {@code key=value} pairs, or both, separated by commas. */
public final class Arguments {
    private final Map<String, String> values = new LinkedHashMap<>();
    private @Nullable String file;

    /**
     * Takes an argument apart. A piece without {@code =} is the path of a file when it is the first, else it goes on with
     * the value before it, so that a value may be a list.
     *
     * @param argument the agent's argument, may be null
     */
    public Arguments(@Nullable String argument) {
        String last = null;
        for (String piece : (argument == null ? "" : argument).split(",")) {
            String trimmed = piece.trim();
            int equals = trimmed.indexOf('=');
            if (equals > 0) {
                last = trimmed.substring(0, equals).trim();
                values.put(last, trimmed.substring(equals + 1).trim());
            } else if (last != null) {
                values.put(last, values.get(last) + "," + trimmed);
            } else if (!trimmed.isEmpty()) {
                file = trimmed;
            }
        }
    }

    /**
     * Returns the path of the configuration file.
     *
     * @return the path, null when there is none
     */
    public @Nullable String file() {
        return file;
    }

    /**
     * Returns the values that the argument itself has.
     *
     * @return value by key
     */
    public Map<String, String> values() {
        return values;
    }
}
