package dev.plimsoll.agent.boot;

import org.jspecify.annotations.Nullable;

/**
 * The one line on stderr. It is printed before anything is opened, so it says what is going to be, as it follows from the
 * configuration, and where to read whether it came to be.
 */
final class Banner {
    private static final int LARGEST_PORT = 65535;

    private Banner() {}

    static String line(String version, String host, @Nullable String configuredPort, LogFile log) {
        String port = usable(configuredPort);
        String metrics = port.equals("0")
                ? "metrics on a free port of " + host + ", which is in " + log.path()
                : "metrics on http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port
                        + "/metrics unless " + log.path() + " says otherwise";
        String line = "Plimsoll " + version + ": " + metrics
                + (log.isWritable() ? "" : "; this log cannot be written")
                + (log.refused() == null ? "" : "; " + log.refused() + " cannot be written");
        return line.replace('\n', ' ').replace('\r', ' ');
    }

    /** A port that cannot be is as if it were not there, as for the rest of the agent. */
    private static String usable(@Nullable String port) {
        try {
            int number = Integer.parseInt(port == null ? Lookup.DEFAULT_PORT : port.trim());
            return number < 0 || number > LARGEST_PORT ? Lookup.DEFAULT_PORT : String.valueOf(number);
        } catch (NumberFormatException e) {
            return Lookup.DEFAULT_PORT;
        }
    }
}
