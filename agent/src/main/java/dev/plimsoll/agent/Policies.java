package dev.plimsoll.agent;

import dev.plimsoll.ManagerId;
import dev.plimsoll.adopt.Policy;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * What may be done to which adopted component: the word for {@code type/name}, else for its type, else the default.
 *
 * @param words word by {@code type/name}, type or {@code default}
 * @param otherwise the word for the rest
 */
record Policies(Map<String, String> words, String otherwise) implements Function<ManagerId, Policy> {
    @Override
    public Policy apply(ManagerId id) {
        String rest = words.getOrDefault("default", otherwise);
        String word = words.getOrDefault(id.toString(), words.getOrDefault(id.type(), rest));
        return Policy.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
