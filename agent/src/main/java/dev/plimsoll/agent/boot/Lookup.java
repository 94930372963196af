package dev.plimsoll.agent.boot;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the value of a configuration key comes from: system property, environment, argument, file, in that order. */
public final class Lookup {
    /** Default of {@code http.host}. */
    public static final String DEFAULT_HOST = "127.0.0.1";

    /** Default of {@code http.port}. */
    public static final String DEFAULT_PORT = "11876";

    private Lookup() {}

    /**
     * Finds the value of a key.
     *
     * @param key such as {@code http.port}
     * @param argument values of the agent's argument
     * @param file values of the configuration file
     * @return where it is and what it is, null when it is nowhere
     */
    public static @Nullable Found find(String key, Map<String, String> argument, Map<String, String> file) {
        String value = System.getProperty(property(key));
        if (value != null) {
            return new Found(value, "system property " + property(key));
        }
        value = System.getenv(variable(key));
        if (value != null) {
            return new Found(value, "environment variable " + variable(key));
        }
        value = argument.get(key);
        if (value != null) {
            return new Found(value, "agent argument");
        }
        value = file.get(key);
        return value == null ? null : new Found(value, "configuration file");
    }

    /**
     * Names the system property of a key.
     *
     * @param key such as {@code http.port}
     * @return such as {@code plimsoll.http.port}
     */
    public static String property(String key) {
        return "plimsoll." + key;
    }

    /**
     * Names the environment variable of a key.
     *
     * @param key such as {@code http.port}
     * @return such as {@code PLIMSOLL_HTTP_PORT}
     */
    public static String variable(String key) {
        return "PLIMSOLL_" + key.replace('.', '_').toUpperCase(Locale.ROOT);
    }

    /** A value and where it was found. */
    public static final class Found {
        /** The value as it is written. */
        public final String value;

        /** Where it is written, for messages. */
        public final String source;

        Found(String value, String source) {
            this.value = value;
            this.source = source;
        }
    }
}
