package dev.plimsoll.stats;

import java.util.List;
import java.util.Set;

/**
 * The declaration of one figure: all that a view needs to know of it before there is a value.
 *
 * @param name camel-case name, unique within the manager
 * @param kind what the value means over time
 * @param unit base unit
 * @param help what is measured, in one sentence without a full stop
 * @param label name of the label that the figure is split by, empty when there is none
 * @param valueType {@code long.class}, {@code double.class}, {@code String.class} (a state) or {@code Histogram.class};
 *     of a labelled figure the type of each value
 * @param optional whether the value may be absent at times
 * @param states the possible values of a state in their order, else empty
 */
public record Figure(
        String name,
        Kind kind,
        Unit unit,
        String help,
        String label,
        Class<?> valueType,
        boolean optional,
        List<String> states) {
    private static final Set<String> RESERVED_LABELS = Set.of("name", "value", "le", "quantile");

    /**
     * Checks that the parts fit each other.
     *
     * @return this
     * @throws IllegalArgumentException if they do not; the message says what would be right
     */
    public Figure checked() {
        Names.requireCamelCase(name, "figure");
        if (help.isBlank() || help.endsWith(".")) {
            throw invalid(name, "needs a help text without a full stop, not '" + help + "'");
        }
        if (!label.isEmpty()) {
            Names.requireCamelCase(label, "label");
            if (RESERVED_LABELS.contains(label)) {
                throw invalid(name, "cannot have the label '" + label + "', which the views use themselves");
            }
        }
        if (kind == Kind.COUNTER && valueType != long.class) {
            throw invalid(name, "is a counter and must be of type long, not " + valueType.getSimpleName());
        }
        if ((kind == Kind.HISTOGRAM) != (valueType == Histogram.class)) {
            throw invalid(name, "has kind " + kind + ", which does not go with type " + valueType.getSimpleName());
        }
        if ((kind == Kind.STATE) != (valueType == String.class)) {
            throw invalid(name, "has kind " + kind + ", which does not go with type " + valueType.getSimpleName());
        }
        return this;
    }

    /**
     * Tells whether the figure has a value for each value of a label.
     *
     * @return true when its value is a map
     */
    public boolean labelled() {
        return !label.isEmpty();
    }

    private static IllegalArgumentException invalid(String name, String why) {
        return new IllegalArgumentException("figure '" + name + "' " + why);
    }
}
