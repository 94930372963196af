package dev.plimsoll.adopt;

import dev.plimsoll.stats.Names;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A rule that is well-formed: its paths parsed, its figures known to its type. Immutable but for being off. */
final class FittedRule {
    final AdoptionRule rule;
    final StatsShape shape;
    final @Nullable PropertyPath name;
    final @Nullable PropertyPath closed;
    final Map<String, PropertyPath> stats = new LinkedHashMap<>();
    final Map<Policy, List<PropertyPath>> cleanup = new EnumMap<>(Policy.class);
    final Set<String> unavailable;
    private volatile boolean off;

    /** Checks a rule; throws {@link IllegalArgumentException} that says what is wrong with it. */
    FittedRule(AdoptionRule rule) {
        this.rule = rule;
        this.shape = StatsShape.of(rule.type());
        this.name = rule.name() == null ? null : PropertyPath.of(rule.name());
        this.closed = rule.closed() == null ? null : PropertyPath.of(rule.closed());
        unavailable = new LinkedHashSet<>(shape.names());
        rule.stats().forEach((figure, path) -> {
            if (!unavailable.remove(figure)) {
                throw new IllegalArgumentException(
                        "figure '" + figure + "' is not one of " + rule.type() + ": " + shape.names());
            }
            stats.put(figure, PropertyPath.of(path));
        });
        if (stats.isEmpty()) {
            throw new IllegalArgumentException("it reads no figure; name one of " + shape.names());
        }
        List<String> settings = rule.settings().stream().map(SettingRule::name).toList();
        rule.settings().forEach(setting -> {
            Names.requireCamelCase(setting.name(), "setting");
            PropertyPath.of(setting.path());
            if (setting.atMost() != null && !settings.contains(setting.atMost())) {
                throw new IllegalArgumentException("setting '" + setting.name() + "' is at most '" + setting.atMost()
                        + "', which is not one of the rule's settings: " + settings);
            }
        });
        rule.cleanup().forEach((policy, calls) -> {
            if (policy == Policy.OBSERVE) {
                throw new IllegalArgumentException("policy 'observe' allows no cleanup; use 'safe' or 'full'");
            }
            List<PropertyPath> paths = new ArrayList<>();
            calls.forEach(call -> paths.add(PropertyPath.of(call)));
            cleanup.put(policy, paths);
        });
    }

    /** What may be called, with the policy that allows it. */
    String offer() {
        return cleanup.entrySet().stream()
                .map(entry -> names(entry.getValue()) + " of policy '" + word(entry.getKey()) + "'")
                .collect(Collectors.joining(" and "));
    }

    static String names(List<PropertyPath> calls) {
        return calls.stream().map(PropertyPath::lastStep).collect(Collectors.joining(" and "));
    }

    /** A policy as it is written in a configuration. */
    static String word(Policy policy) {
        return policy.name().toLowerCase(Locale.ROOT);
    }

    boolean off() {
        return off;
    }

    void turnOff() {
        off = true;
    }
}
