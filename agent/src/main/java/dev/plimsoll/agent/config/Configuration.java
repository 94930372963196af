package dev.plimsoll.agent.config;

import dev.plimsoll.agent.boot.Arguments;
import dev.plimsoll.agent.boot.Lookup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The values in force. A value that is wrong is as if it were not there, and a complaint says so. Immutable. */
public final class Configuration {
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Map<String, String> policies = new LinkedHashMap<>();
    private final List<String> complaints = new ArrayList<>();
    private final List<String> effective = new ArrayList<>();
    private final Set<String> sources = new LinkedHashSet<>();
    private final List<?> rules;

    private Configuration(Arguments arguments, ConfigurationFile file, Set<String> system) {
        rules = file.rules();
        if (file.complaint() != null) {
            complaints.add(file.complaint());
        }
        for (Key key : Keys.all()) {
            Lookup.Found found = Lookup.find(key.name(), arguments.values(), file.values());
            values.put(key.name(), found == null ? defaultOf(key) : parsed(key, key.name(), found));
        }
        orderMarks();
        Set<String> names = new TreeSet<>(arguments.values().keySet());
        names.addAll(file.values().keySet());
        names.addAll(system);
        for (String name : names) {
            if (name.startsWith("policy.")) {
                Lookup.Found found = Lookup.find(name, arguments.values(), file.values());
                if (found != null) {
                    policies.put(name.substring("policy.".length()), (String) parsed(Keys.POLICY, name, found));
                }
            } else if (!Keys.known(name)) {
                complaints.add("unknown key '" + name + "' is ignored"
                        + Keys.nearest(name)
                                .map(near -> "; did you mean '" + near + "'?")
                                .orElse(""));
            }
        }
        complaints.addAll(Variables.unknown(System.getenv().keySet(), policies.keySet()));
    }

    /**
     * Reads the configuration.
     *
     * @param argument the agent's argument, may be null
     * @return the values in force
     */
    public static Configuration read(@Nullable String argument) {
        Arguments arguments = new Arguments(argument);
        String path = arguments.file();
        return new Configuration(
                arguments, path == null ? ConfigurationFile.NONE : ConfigurationFile.read(path), systemKeys());
    }

    /**
     * Returns what is wrong with the configuration.
     *
     * @return one line for each thing, naming the value and what would be right
     */
    public List<String> complaints() {
        return complaints;
    }

    /**
     * Returns what is not as it would be without a configuration.
     *
     * @return for each value what it is and where it is written
     */
    public List<String> effective() {
        return effective;
    }

    /**
     * Returns where values in force are written.
     *
     * @return a few words for each place
     */
    public Set<String> sources() {
        return sources;
    }

    /**
     * Returns the rules of the configuration file as they are written.
     *
     * @return entries of {@code adopt}
     */
    public List<?> rules() {
        return rules;
    }

    /**
     * Returns the policies for types and components.
     *
     * @return word by type, by {@code type/name}, or by {@code default}
     */
    public Map<String, String> policies() {
        return policies;
    }

    /**
     * Returns a switch.
     *
     * @param key its key
     * @return whether it is on
     */
    public boolean on(String key) {
        return (Boolean) value(key);
    }

    /**
     * Returns a text.
     *
     * @param key its key
     * @return the text
     */
    public String text(String key) {
        return (String) value(key);
    }

    /**
     * Returns a whole number.
     *
     * @param key its key
     * @return the number
     */
    public int number(String key) {
        return (Integer) value(key);
    }

    /**
     * Returns a part of a whole.
     *
     * @param key its key
     * @return a number from 0 to 1
     */
    public double ratio(String key) {
        return (Double) value(key);
    }

    /**
     * Returns a length of time.
     *
     * @param key its key
     * @return the duration
     */
    public Duration duration(String key) {
        return (Duration) value(key);
    }

    private Object value(String key) {
        return Objects.requireNonNull(values.get(key), key);
    }

    private Object parsed(Key key, String name, Lookup.Found found) {
        try {
            Object value = key.type().parser().apply(found.value.trim());
            sources.add(found.source);
            if (!value.equals(defaultOf(key)) || !name.equals(key.name())) {
                effective.add(name + " = " + found.value.trim() + " (" + found.source + ")");
            }
            return value;
        } catch (IllegalArgumentException e) {
            complaints.add(name + " = '" + found.value + "' (" + found.source + ") must be "
                    + key.type().description() + "; using " + key.defaultValue());
            return defaultOf(key);
        }
    }

    /** Marks that do not ascend are worth nothing, whichever of them was meant. */
    private void orderMarks() {
        double low = ratio("memory.low");
        double high = ratio("memory.high");
        double critical = ratio("memory.critical");
        if (low < high && high < critical) {
            return;
        }
        List<String> defaults = new ArrayList<>();
        for (String name : List.of("memory.low", "memory.high", "memory.critical")) {
            Key key = Keys.find(name).orElseThrow();
            values.put(name, defaultOf(key));
            defaults.add(key.defaultValue());
            effective.removeIf(line -> line.startsWith(name + " = "));
        }
        complaints.add("memory.low = " + low + ", memory.high = " + high + ", memory.critical = " + critical
                + " must ascend; using " + String.join(", ", defaults));
    }

    private static Object defaultOf(Key key) {
        return key.type().parser().apply(key.defaultValue());
    }

    /** Keys that system properties name. */
    private static Set<String> systemKeys() {
        Set<String> names = new TreeSet<>();
        for (String property : System.getProperties().stringPropertyNames()) {
            if (property.startsWith("plimsoll.")) {
                names.add(property.substring("plimsoll.".length()));
            }
        }
        return names;
    }
}
