package dev.plimsoll.adopt;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A chain of properties, evaluated null-safely. Thread-safe; it keeps no class and no object alive. */
final class PropertyPath {
    private final String text;
    private final List<PropertyStep> steps;

    private PropertyPath(String text, List<PropertyStep> steps) {
        this.text = text;
        this.steps = steps;
    }

    static PropertyPath of(String text) {
        String[] names = text.split("\\.", -1);
        if (Arrays.stream(names).anyMatch(name -> !name.matches("\\w+(\\(\\))?"))) {
            throw new IllegalArgumentException("'" + text + "' is not a path; one looks like pool.activeConnections");
        }
        return new PropertyPath(
                text,
                Arrays.stream(names).map(name -> new PropertyStep(text, name)).toList());
    }

    /**
     * Reads the value.
     *
     * @return null when it or anything on the way is null
     * @throws RuleMismatchException if a step does not exist
     * @throws PropertyFailure if a step threw
     */
    @Nullable
    Object get(Object root) {
        return get(root, steps.size());
    }

    /**
     * Changes the value.
     *
     * @throws IllegalStateException if something on the way is null
     * @throws IllegalArgumentException if the component refuses the value
     */
    void set(Object root, long value) {
        Object owner = get(root, steps.size() - 1);
        if (owner == null) {
            throw new IllegalStateException(text + " cannot be set now: it is not there");
        }
        steps.get(steps.size() - 1).set(owner, value);
    }

    /** The last name of the chain as it is written. */
    String lastStep() {
        return text.substring(text.lastIndexOf('.') + 1);
    }

    private @Nullable Object get(Object root, int depth) {
        Object value = root;
        for (int i = 0; i < depth && value != null; i++) {
            value = steps.get(i).get(value);
        }
        return value;
    }

    @Override
    public String toString() {
        return text;
    }
}
