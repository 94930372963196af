package dev.plimsoll.agent.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads a configuration file for the entry, which shares no types with us but the JDK's. */
public final class FileValues implements Function<String, Map<String, String>> {
    /** Called by name. */
    public FileValues() {}

    /** Returns the values, and under {@code adopt} the internal names of the classes that rules are for. */
    @Override
    public Map<String, String> apply(String path) {
        ConfigurationFile file = ConfigurationFile.read(path);
        Map<String, String> values = new HashMap<>(file.values());
        values.put(
                "adopt",
                file.rules().stream()
                        .map(rule -> rule instanceof Map<?, ?> map ? map.get("class") : null)
                        .filter(Objects::nonNull)
                        .map(name -> name.toString().replace('.', '/'))
                        .collect(Collectors.joining(",")));
        return values;
    }
}
