package dev.plimsoll.stats;

import java.util.Locale;
import java.util.regex.Pattern;

/** The spellings of a declared camel-case name in the views. All methods are pure. */
public final class Names {
    private static final Pattern CAMEL_CASE = Pattern.compile("[a-z][a-zA-Z0-9]*");
    private static final Pattern WORD_START = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

    private Names() {}

    /**
     * Refuses what is no camel-case name.
     *
     * @param name the name
     * @param what what it names, for the message
     * @return the name
     * @throws IllegalArgumentException if it does not start with a lower-case letter or has anything but letters and digits
     */
    public static String requireCamelCase(String name, String what) {
        if (!CAMEL_CASE.matcher(name).matches()) {
            throw new IllegalArgumentException(what + " name '" + name
                    + "' must start with a lower-case letter and consist of letters and digits, like 'idleTimeout'");
        }
        return name;
    }

    /**
     * Spells a name as Prometheus does.
     *
     * @param name such as {@code idleTimeout} or {@code ConnectionPool}
     * @return such as {@code idle_timeout} or {@code connection_pool}
     */
    public static String snakeCase(String name) {
        return WORD_START.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT);
    }

    /**
     * Spells a name as JMX does.
     *
     * @param name such as {@code idleTimeout}
     * @return such as {@code IdleTimeout}
     */
    public static String upperCamelCase(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    /**
     * Spells a name as labels in JFR are.
     *
     * @param name such as {@code idleTimeout}
     * @return such as {@code Idle Timeout}
     */
    public static String headline(String name) {
        return WORD_START.matcher(upperCamelCase(name)).replaceAll(" ");
    }
}
