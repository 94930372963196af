package dev.plimsoll;

import java.time.Duration;
import java.util.function.Function;

/**
 * The types that a setting's value can have, and how each travels through the views: as an {@code Integer}, a {@code
 * Long}, a {@code Double} or a {@code Boolean}; a duration as seconds.
 *
 * @param <T> the Java type of the value
 */
public final class SettingType<T extends Comparable<T>> {
    /** A whole number. */
    public static final SettingType<Integer> INTEGER = new SettingType<>(
            "a whole number", Integer.class, Integer.class, value -> value, open -> Math.toIntExact(whole(open)));

    /** A large whole number. */
    public static final SettingType<Long> LONG =
            new SettingType<>("a whole number", Long.class, Long.class, value -> value, SettingType::whole);

    /** A number with a fraction. */
    public static final SettingType<Double> DOUBLE =
            new SettingType<>("a number", Double.class, Double.class, value -> value, SettingType::finite);

    /** A length of time, in the views as seconds. */
    public static final SettingType<Duration> DURATION = new SettingType<>(
            "a number of seconds",
            Duration.class,
            Double.class,
            value -> value.getSeconds() + value.getNano() / 1e9,
            open -> seconds(finite(open)));

    /** On or off. */
    public static final SettingType<Boolean> BOOLEAN =
            new SettingType<>("true or false", Boolean.class, Boolean.class, value -> value, Boolean.class::cast);

    private final String description;
    private final Class<T> javaType;
    private final Class<?> openType;
    private final Function<T, Object> toOpen;
    private final Function<Object, T> fromOpen;

    private SettingType(
            String description,
            Class<T> javaType,
            Class<?> openType,
            Function<T, Object> toOpen,
            Function<Object, T> fromOpen) {
        this.description = description;
        this.javaType = javaType;
        this.openType = openType;
        this.toOpen = toOpen;
        this.fromOpen = fromOpen;
    }

    /**
     * Returns the type of the value in Java.
     *
     * @return a class
     */
    public Class<T> javaType() {
        return javaType;
    }

    /**
     * Returns the type of the value in the views.
     *
     * @return {@code Integer}, {@code Long}, {@code Double} or {@code Boolean}
     */
    public Class<?> openType() {
        return openType;
    }

    String description() {
        return description;
    }

    Object toOpen(T value) {
        return toOpen.apply(value);
    }

    T fromOpen(Object open) {
        return fromOpen.apply(open);
    }

    private static long whole(Object open) {
        if (open instanceof Integer || open instanceof Long) {
            return ((Number) open).longValue();
        }
        throw new ClassCastException("not a whole number");
    }

    private static double finite(Object open) {
        double number = ((Number) open).doubleValue();
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            throw new ArithmeticException("not a finite number");
        }
        return number;
    }

    private static Duration seconds(double seconds) {
        if (Math.abs(seconds) > Long.MAX_VALUE / 1e9) {
            throw new ArithmeticException("too large");
        }
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}
