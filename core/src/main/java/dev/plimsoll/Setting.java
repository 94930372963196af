package dev.plimsoll;

import dev.plimsoll.internal.Jfr;
import dev.plimsoll.stats.Unit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A limit that may be changed while running. Thread-safe; a change is seen by every thread at its next read.
 *
 * <p>A value outside the bounds, a NaN or one of another type is refused with an {@link IllegalArgumentException} that
 * names the value and what would be right, and nothing changes.
 *
 * @param <T> type of the value
 */
public final class Setting<T extends Comparable<T>> {
    private final ManagerId manager;
    private final String name;
    private final SettingType<T> type;
    private final Unit unit;
    private final String help;
    private final T defaultValue;
    private final @Nullable T minimum;
    private final @Nullable T maximum;
    private final Function<T, @Nullable String> objection;
    private final Supplier<T> reader;
    private final Consumer<T> writer;

    Setting(SettingBuilder<T> builder) {
        manager = builder.manager;
        name = builder.name;
        type = builder.type;
        unit = builder.unit;
        help = builder.help;
        defaultValue = builder.defaultValue;
        minimum = builder.minimum;
        maximum = builder.maximum;
        objection = builder.objection;
        if (builder.reader != null && builder.writer != null) {
            reader = builder.reader;
            writer = builder.writer;
        } else {
            Cell<T> cell = new Cell<>(withinBounds(defaultValue));
            reader = cell;
            writer = cell;
        }
    }

    /**
     * Returns the name.
     *
     * @return a camel-case name, unique within the manager
     */
    public String name() {
        return name;
    }

    /**
     * Returns the type of the value.
     *
     * @return the type
     */
    public SettingType<T> type() {
        return type;
    }

    /**
     * Returns the base unit; durations have seconds.
     *
     * @return the unit
     */
    public Unit unit() {
        return unit;
    }

    /**
     * Returns what the setting limits.
     *
     * @return one sentence without a full stop
     */
    public String help() {
        return help;
    }

    /**
     * Returns the value now.
     *
     * @return the value
     * @throws RuntimeException what an adopted component throws; an {@link IllegalStateException} if it is gone
     */
    public T get() {
        return reader.get();
    }

    /**
     * Returns the value that the setting began with.
     *
     * @return the default
     */
    public T defaultValue() {
        return defaultValue;
    }

    /**
     * Returns the smallest value allowed.
     *
     * @return the lower bound, null when there is none
     */
    public @Nullable T minimum() {
        return minimum;
    }

    /**
     * Returns the largest value allowed.
     *
     * @return the upper bound, null when there is none
     */
    public @Nullable T maximum() {
        return maximum;
    }

    /**
     * Changes the value and records who did, as the event {@code dev.plimsoll.SettingChanged} unless it is the same.
     *
     * @param value the new value
     * @param changedBy who changes it, such as a principal or {@code code}
     * @throws IllegalArgumentException if it is out of bounds; nothing has changed then
     */
    public void set(T value, String changedBy) {
        T checked = check(value);
        T before = get();
        writer.accept(checked);
        if (Jfr.AVAILABLE && checked.compareTo(before) != 0) {
            SettingChangedEvent.emit(manager, name, before.toString(), checked.toString(), changedBy);
        }
    }

    /**
     * Returns the value as the views show it.
     *
     * @return an {@code Integer}, {@code Long}, {@code Double} or {@code Boolean}; null when it cannot be read, such as
     *     when the component that it belongs to is gone
     */
    public @Nullable Object openValue() {
        return openValue(failure -> {});
    }

    /** Tells somebody else why there is no value: what an adopted component throws is nobody's here to judge. */
    @Nullable
    Object openValue(Consumer<Throwable> failed) {
        try {
            return type.toOpen(get());
        } catch (Throwable e) {
            failed.accept(e);
            return null;
        }
    }

    /**
     * Returns a bound or default as the views show it.
     *
     * @param value the default or a bound, may be null
     * @return an {@code Integer}, {@code Long}, {@code Double} or {@code Boolean}, or null
     */
    public @Nullable Object open(@Nullable T value) {
        return value == null ? null : type.toOpen(value);
    }

    /**
     * Changes the value to one that comes from a view.
     *
     * @param open an {@code Integer}, {@code Long}, {@code Double} or {@code Boolean}; null is refused
     * @param changedBy who changes it
     * @throws IllegalArgumentException if it is of another type or out of bounds; nothing has changed then
     */
    public void setOpenValue(@Nullable Object open, String changedBy) {
        T value;
        try {
            if (open == null) {
                throw refused("null");
            }
            value = type.fromOpen(open);
        } catch (ClassCastException | ArithmeticException e) {
            throw refused(abbreviated(String.valueOf(open)));
        }
        set(value, changedBy);
    }

    private T check(T value) {
        String why = objection.apply(withinBounds(value));
        if (why != null) {
            throw new IllegalArgumentException(manager + ": " + name + " = " + value + " is refused: " + why);
        }
        return value;
    }

    private T withinBounds(T value) {
        boolean tooSmall = minimum != null && value.compareTo(minimum) < 0;
        boolean tooLarge = maximum != null && value.compareTo(maximum) > 0;
        boolean notFinite = value instanceof Double number && !Double.isFinite(number);
        if (tooSmall || tooLarge || notFinite) {
            throw refused(String.valueOf(type.toOpen(value)));
        }
        return value;
    }

    private IllegalArgumentException refused(String value) {
        return new IllegalArgumentException(
                manager + ": " + name + " = " + value + " is refused; it must be " + type.description() + bounds());
    }

    private String bounds() {
        if (minimum != null && maximum != null) {
            return " between " + type.toOpen(minimum) + " and " + type.toOpen(maximum);
        }
        if (minimum != null) {
            return " of at least " + type.toOpen(minimum);
        }
        return maximum == null ? "" : " of at most " + type.toOpen(maximum);
    }

    private static String abbreviated(String text) {
        return text.length() <= 64 ? text : text.substring(0, 61) + "...";
    }

    private static final class Cell<T> implements Supplier<T>, Consumer<T> {
        private volatile T value;

        Cell(T value) {
            this.value = value;
        }

        @Override
        public T get() {
            return value;
        }

        @Override
        public void accept(T next) {
            value = next;
        }
    }
}
