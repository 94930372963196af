package dev.plimsoll.jfr;

import dev.plimsoll.stats.Figure;
import dev.plimsoll.stats.Names;
import dev.plimsoll.stats.Unit;
import org.jspecify.annotations.Nullable;

/**
 * A field of a generated event.
 *
 * @param name its name
 * @param type {@code long.class}, {@code double.class} or {@code String.class}
 * @param content what the number is
 * @param description what is measured
 */
record EventField(String name, Class<?> type, Content content, String description) {
    /** What tools need to know to print a number well. */
    enum Content {
        PLAIN,
        BYTES,
        PART,
        NANOSECONDS
    }

    private static final double NANOS_PER_SECOND = 1e9;

    static EventField text(String name, String description) {
        return new EventField(name, String.class, Content.PLAIN, description);
    }

    /**
     * One of a number. An optional number is a double, since only NaN is shown as absent by every tool; an optional time
     * is a number of seconds, since the JDK's printer fails on a time that is a double.
     */
    static EventField number(String name, Unit unit, boolean whole, boolean optional, String description) {
        if (unit == Unit.SECONDS && !optional) {
            return new EventField(name, long.class, Content.NANOSECONDS, description);
        }
        Content content = switch (unit) {
            case BYTES -> Content.BYTES;
            case RATIO -> Content.PART;
            case SECONDS, NONE -> Content.PLAIN;
        };
        Class<?> type = whole && !optional ? long.class : double.class;
        return new EventField(unit.appendTo(name), type, content, description);
    }

    static EventField of(Figure figure, boolean optional) {
        boolean whole = figure.valueType() == long.class;
        return number(figure.name(), figure.unit(), whole, optional, figure.help());
    }

    String label() {
        return Names.headline(name);
    }

    EventField renamed(String newName) {
        return new EventField(newName, type, content, description);
    }

    /** Returns what the field is set to; every field is set, since one that is not would read as 0. */
    @Nullable
    Object convert(@Nullable Object value) {
        if (type == String.class) {
            return value;
        }
        Number number = value instanceof Number known ? known : Double.NaN;
        if (content == Content.NANOSECONDS) {
            return Math.round(number.doubleValue() * NANOS_PER_SECOND);
        }
        return type == long.class ? (Object) number.longValue() : (Object) number.doubleValue();
    }
}
