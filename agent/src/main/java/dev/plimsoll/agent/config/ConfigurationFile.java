package dev.plimsoll.agent.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A configuration file: nested maps become dotted keys, rules stay as they are.
 *
 * @param values value by key
 * @param rules entries of {@code adopt}, not looked at yet
 * @param complaint why the file could not be used, null when it could
 */
public record ConfigurationFile(
        Map<String, String> values, List<?> rules, @Nullable String complaint) {
    /** No file. */
    static final ConfigurationFile NONE = new ConfigurationFile(Map.of(), List.of(), null);

    /**
     * Reads a file.
     *
     * @param path where it is
     * @return what is in it; never throws
     */
    public static ConfigurationFile read(String path) {
        try {
            return parse(Files.readString(Path.of(path)), path);
        } catch (NoSuchFileException e) {
            return unusable(
                    "there is no configuration file " + path + "; expected a YAML file, or key=value,key=value");
        } catch (IOException | RuntimeException e) {
            return unusable("configuration file " + path + " cannot be read: " + e);
        }
    }

    static ConfigurationFile parse(String text, String path) {
        Object root;
        try {
            root = new Load(LoadSettings.builder().setLabel(path).build()).loadFromString(text);
        } catch (YamlEngineException e) {
            return unusable("configuration file " + path + " is not valid YAML" + where(e));
        }
        if (root == null) {
            return NONE;
        }
        if (!(root instanceof Map<?, ?> map)) {
            return unusable("configuration file " + path + " must hold a map, like 'http: {port: 9500}'");
        }
        Map<String, String> values = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (!"adopt".equals(key)) {
                flatten(String.valueOf(key), value, values);
            }
        });
        Object rules = map.get("adopt");
        return new ConfigurationFile(values, rules instanceof List<?> list ? list : List.of(), null);
    }

    private static void flatten(String key, @Nullable Object value, Map<String, String> into) {
        if (value instanceof Map<?, ?> nested) {
            nested.forEach((name, inner) -> flatten(key + "." + name, inner, into));
        } else if (value instanceof List<?> list) {
            into.put(key, list.stream().map(String::valueOf).collect(Collectors.joining(",")));
        } else if (value != null) {
            into.put(key, value.toString());
        }
    }

    private static ConfigurationFile unusable(String why) {
        return new ConfigurationFile(Map.of(), List.of(), why);
    }

    private static String where(YamlEngineException e) {
        if (e instanceof MarkedYamlEngineException marked
                && marked.getProblemMark().isPresent()) {
            var mark = marked.getProblemMark().get();
            return " at line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) + ": "
                    + marked.getProblem();
        }
        return ": " + String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
