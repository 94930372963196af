package dev.plimsoll.adopt;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How components of one class become managers: data, so that users can write their own. A path is a chain of properties
 * such as {@code hikariPoolMXBean.activeConnections}; each step is a getter, an accessor or other method without
 * arguments, or a field, and one that ends in {@code ()} is a method of exactly that name. A null on the way makes the
 * value absent. Whoever makes a rule hands over the collections and does not change them any more.
 *
 * @param type type of the manager, such as {@code ConnectionPool}; its figures are those of Plimsoll's own type
 * @param className class whose instances are adopted
 * @param captureOn names of often called methods, by which instances are found that were made before anybody looked
 * @param name path to the name of a component; null for the simple name of its class
 * @param closed path to whether a component is closed, and with that no longer of interest; null when it cannot tell
 * @param stats path for each figure that the component has
 * @param settings limits that may be changed
 * @param cleanup calls that remove something, by the policy that allows them
 * @param source where the rule is written, for messages
 */
public record AdoptionRule(
        String type,
        String className,
        List<String> captureOn,
        @Nullable String name,
        @Nullable String closed,
        Map<String, String> stats,
        List<SettingRule> settings,
        Map<Policy, List<String>> cleanup,
        String source) {}
