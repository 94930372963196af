package dev.plimsoll.agent;

import dev.plimsoll.adopt.AdoptionRule;
import dev.plimsoll.adopt.Policy;
import dev.plimsoll.adopt.SettingRule;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes a rule of what a YAML parser returns. Every complaint names the rule, the key and what would be right. */
final class RuleReader {
    private static final Set<String> KEYS =
            Set.of("type", "class", "captureOn", "name", "closed", "stats", "settings", "cleanup");

    private final String source;

    RuleReader(String source) {
        this.source = source;
    }

    /** Throws an {@link IllegalArgumentException} when the entry is not a rule. */
    AdoptionRule read(@Nullable Object entry) {
        Map<String, Object> rule = map(entry, "a rule");
        Set<String> unknown = new TreeSet<>(rule.keySet());
        unknown.removeAll(KEYS);
        if (!unknown.isEmpty()) {
            throw wrong("unknown keys " + unknown + "; there are " + new TreeSet<>(KEYS));
        }
        Map<String, String> stats = new LinkedHashMap<>();
        map(rule.get("stats"), "stats").forEach((figure, path) -> stats.put(figure, text(path, "stats." + figure)));
        List<SettingRule> settings = new ArrayList<>();
        optionalMap(rule.get("settings"), "settings").forEach((name, value) -> settings.add(setting(name, value)));
        Map<Policy, List<String>> cleanup = new EnumMap<>(Policy.class);
        optionalMap(rule.get("cleanup"), "cleanup")
                .forEach((policy, calls) -> cleanup.put(policy(policy), texts(calls, "cleanup." + policy)));
        return new AdoptionRule(
                text(rule.get("type"), "type"),
                text(rule.get("class"), "class"),
                texts(rule.get("captureOn"), "captureOn"),
                rule.get("name") == null ? null : text(rule.get("name"), "name"),
                rule.get("closed") == null ? null : text(rule.get("closed"), "closed"),
                stats,
                settings,
                cleanup,
                source);
    }

    private SettingRule setting(String name, Object value) {
        if (value instanceof String path) {
            return new SettingRule(name, path, SettingRule.Measure.COUNT, null, null, null, "Property " + path);
        }
        Map<String, Object> setting = map(value, "settings." + name);
        String path = text(setting.get("path"), "settings." + name + ".path");
        Object help = setting.get("help");
        return new SettingRule(
                name,
                path,
                measure(setting.get("unit")),
                number(setting.get("minimum"), "settings." + name + ".minimum"),
                number(setting.get("maximum"), "settings." + name + ".maximum"),
                setting.get("atMost") == null ? null : text(setting.get("atMost"), "settings." + name + ".atMost"),
                help == null ? "Property " + path : help.toString());
    }

    private SettingRule.Measure measure(@Nullable Object unit) {
        if (unit == null) {
            return SettingRule.Measure.COUNT;
        }
        try {
            return SettingRule.Measure.valueOf(unit.toString().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw wrong("unit '" + unit + "' must be count, bytes, milliseconds or seconds");
        }
    }

    private Policy policy(String word) {
        try {
            return Policy.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw wrong("cleanup is by policy, safe or full, not '" + word + "'");
        }
    }

    private @Nullable Long number(@Nullable Object value, String what) {
        if (value == null) {
            return null;
        }
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        throw wrong(what + " = '" + value + "' must be a whole number");
    }

    private List<String> texts(@Nullable Object value, String what) {
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(one -> text(one, what)).toList();
        }
        return List.of(text(value, what));
    }

    private String text(@Nullable Object value, String what) {
        if (value instanceof String text && !text.isBlank()) {
            return text;
        }
        throw wrong(what + (value == null ? " is missing" : " = '" + value + "' must be text"));
    }

    private Map<String, Object> optionalMap(@Nullable Object value, String what) {
        return value == null ? Map.of() : map(value, what);
    }

    private Map<String, Object> map(@Nullable Object value, String what) {
        if (!(value instanceof Map<?, ?> map)) {
            throw wrong(what + (value == null ? " is missing" : " must be a map, not '" + value + "'"));
        }
        Map<String, Object> typed = new LinkedHashMap<>();
        map.forEach((key, inner) -> {
            if (inner != null) {
                typed.put(String.valueOf(key), inner);
            }
        });
        return typed;
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(source + ": " + what);
    }
}
