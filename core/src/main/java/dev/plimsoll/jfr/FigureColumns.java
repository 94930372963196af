package dev.plimsoll.jfr;

import dev.plimsoll.stats.Figure;
import dev.plimsoll.stats.Histogram;
import dev.plimsoll.stats.Kind;
import dev.plimsoll.stats.Unit;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The fields that one figure without a label becomes, and how its value is spread over them. */
final class FigureColumns {
    /** A field, and what of the figure's value it shows. */
    record Column(EventField field, Function<@Nullable Object, @Nullable Object> part) {
        @Nullable
        Object value(@Nullable Object figureValue) {
            return field.convert(part.apply(figureValue));
        }
    }

    private FigureColumns() {}

    /** Optional is also what this manager never has but others of its type do. */
    static List<Column> of(Figure figure, boolean optional) {
        if (figure.kind() == Kind.HISTOGRAM) {
            return ofHistogram(figure, optional);
        }
        EventField field = figure.kind() == Kind.STATE
                ? EventField.text(figure.name(), figure.help())
                : EventField.of(figure, optional);
        return List.of(new Column(field, value -> value));
    }

    private static List<Column> ofHistogram(Figure figure, boolean optional) {
        String name = figure.name();
        String help = figure.help();
        Unit unit = figure.unit();
        return List.of(
                column(
                        EventField.number(name + "Count", Unit.NONE, true, optional, help + ": how often"),
                        Histogram::count),
                column(EventField.number(name + "Sum", unit, false, optional, help + ": sum"), Histogram::sum),
                column(EventField.number(name + "P50", unit, false, true, help + ": median"), h -> h.quantile(0.5)),
                column(
                        EventField.number(name + "P95", unit, false, true, help + ": 95 % below"),
                        h -> h.quantile(0.95)),
                column(
                        EventField.number(name + "P99", unit, false, true, help + ": 99 % below"),
                        h -> h.quantile(0.99)),
                column(EventField.number(name + "Max", unit, false, true, help + ": maximum"), Histogram::max));
    }

    private static Column column(EventField field, Function<Histogram, Object> part) {
        return new Column(field, value -> value instanceof Histogram histogram ? part.apply(histogram) : null);
    }
}
