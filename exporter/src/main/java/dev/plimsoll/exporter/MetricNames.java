package dev.plimsoll.exporter;

import dev.plimsoll.stats.Figure;
import dev.plimsoll.stats.Kind;
import dev.plimsoll.stats.Names;

/** How types and figures are called in Prometheus, without what a counter or an info gets appended. */
final class MetricNames {
    static final String PREFIX = "plimsoll";

    private static final String TOTAL = "_total";

    private MetricNames() {}

    /** Of the type {@code Plimsoll} it is the prefix alone. */
    static String of(String type) {
        return type.equals("Plimsoll") ? PREFIX : PREFIX + "_" + Names.snakeCase(type);
    }

    static String of(String type, Figure figure) {
        String name = of(type) + "_" + Names.snakeCase(figure.unit().appendTo(figure.name()));
        boolean totalTwice = figure.kind() == Kind.COUNTER && name.endsWith(TOTAL);
        return totalTwice ? name.substring(0, name.length() - TOTAL.length()) : name;
    }
}
