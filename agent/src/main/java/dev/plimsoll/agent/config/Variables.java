package dev.plimsoll.agent.config;

import dev.plimsoll.agent.boot.Lookup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** Environment variables that begin as ours do but are none. */
final class Variables {
    private static final String POLICY_PREFIX = Lookup.variable(Keys.POLICY.name() + ".");

    private Variables() {}

    /** Returns a complaint for each; a policy counts only where something else names what it is for. */
    static List<String> unknown(Collection<String> environment, Collection<String> policies) {
        List<String> complaints = new ArrayList<>();
        for (String variable : new TreeSet<>(environment)) {
            if (!variable.startsWith(Lookup.variable("")) || isKey(variable, policies)) {
                continue;
            }
            if (variable.startsWith(POLICY_PREFIX)) {
                complaints.add("environment variable " + variable + " is ignored: a policy for a type or a component is"
                        + " written as a system property, in the argument or in the file");
                continue;
            }
            String key = variable.substring(Lookup.variable("").length())
                    .toLowerCase(Locale.ROOT)
                    .replace('_', '.');
            complaints.add("unknown key '" + key + "' (environment variable " + variable + ") is ignored"
                    + Keys.nearest(key)
                            .map(near -> "; did you mean '" + near + "', " + Lookup.variable(near) + "?")
                            .orElse(""));
        }
        return complaints;
    }

    private static boolean isKey(String variable, Collection<String> policies) {
        return Keys.all().stream().anyMatch(key -> Lookup.variable(key.name()).equals(variable))
                || policies.stream()
                        .anyMatch(name ->
                                Lookup.variable(Keys.POLICY.name() + "." + name).equals(variable));
    }
}
