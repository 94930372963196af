package dev.plimsoll.agent.config;

import dev.plimsoll.agent.boot.Lookup;
import java.util.List;
import java.util.Optional;

/** Every key of the configuration. The reference page and the command line's help are made from this table. */
public final class Keys {
    static final Key POLICY = new Key(
            "policy",
            ValueType.oneOf("observe", "safe", "full"),
            "observe",
            "What Plimsoll may do to adopted components by itself; nothing is done by itself yet, so for now no word"
                    + " changes anything; a word, or a map from type or type/name to a word, default for the rest");

    private static final List<Key> ALL = List.of(
            new Key("enabled", ValueType.SWITCH, "on", "Whether the agent does anything at all"),
            new Key("banner", ValueType.SWITCH, "on", "Whether one line on stderr says where metrics and log are"),
            new Key("http.host", ValueType.TEXT, Lookup.DEFAULT_HOST, "Address that metrics are served on"),
            new Key("http.port", ValueType.PORT, Lookup.DEFAULT_PORT, "Port that metrics are served on, 0 picks one"),
            new Key(
                    "http.series",
                    ValueType.LIMIT,
                    "10000",
                    "Series of managers that a scrape may have; what is above is left out and counted"),
            POLICY,
            new Key("jmx.enabled", ValueType.SWITCH, "on", "Whether managers are registered as MBeans"),
            new Key("jmx.tune", ValueType.SWITCH, "on", "Whether settings may be changed through JMX"),
            new Key("jmx.cleanup", ValueType.SWITCH, "on", "Whether cleanups may be run through JMX"),
            new Key("jfr.enabled", ValueType.SWITCH, "on", "Whether figures are recorded by Flight Recorder"),
            new Key("memory.high", ValueType.RATIO, "0.80", "Utilization from which memory pressure is elevated"),
            new Key("memory.low", ValueType.RATIO, "0.70", "Utilization below which memory pressure is over"),
            new Key("memory.critical", ValueType.RATIO, "0.95", "Utilization from which memory pressure is critical"),
            new Key(
                    "discovery.window",
                    ValueType.DURATION,
                    "10 s",
                    "How long often called methods are watched for"
                            + " components that were made before the agent came"),
            new Key(
                    "log.file",
                    ValueType.TEXT,
                    "",
                    "The agent's own log, plimsoll-<pid>.log in java.io.tmpdir by default and where this cannot be written"),
            new Key(
                    "log.level",
                    ValueType.oneOf("error", "warn", "info"),
                    "info",
                    "The least that is logged besides the lines of starting and attaching"));

    private Keys() {}

    /**
     * Returns the table.
     *
     * @return every key
     */
    public static List<Key> all() {
        return ALL;
    }

    static Optional<Key> find(String name) {
        return ALL.stream().filter(key -> key.name().equals(name)).findFirst();
    }

    /** Whether a name is a key, the entry of a map that is the value of a key, or part of the rules. */
    static boolean known(String name) {
        return find(name).isPresent() || name.startsWith("policy.") || name.equals("adopt");
    }

    /** Returns the key that a wrong one was probably meant to be. */
    static Optional<String> nearest(String name) {
        return ALL.stream()
                .map(Key::name)
                .filter(known -> distance(name, known) <= Math.max(2, known.length() / 3))
                .min((a, b) -> Integer.compare(distance(name, a), distance(name, b)));
    }

    /** Counts the characters to insert, delete or replace. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
