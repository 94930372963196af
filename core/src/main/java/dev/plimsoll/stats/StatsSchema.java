package dev.plimsoll.stats;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The figures that a stats record declares, and how to read them. Immutable and thread-safe. */
public final class StatsSchema {
    private final Class<? extends Record> recordType;
    private final List<Figure> figures;
    private final List<MethodHandle> accessors;

    private StatsSchema(Class<? extends Record> recordType, List<Figure> figures, List<MethodHandle> accessors) {
        this.recordType = recordType;
        this.figures = List.copyOf(figures);
        this.accessors = List.copyOf(accessors);
    }

    /**
     * Reads the declarations of a stats record.
     *
     * @param recordType a record each of whose components carries {@link Stat}
     * @param lookup finds the record's accessors; {@code MethodHandles.lookup()} of the class that declares the record
     *     when it is not public or not exported
     * @return its schema
     * @throws IllegalArgumentException if a component is not annotated, has a type that no view can show, or cannot be
     *     accessed; the message names it
     */
    public static StatsSchema of(Class<? extends Record> recordType, MethodHandles.Lookup lookup) {
        List<Figure> figures = new ArrayList<>();
        List<MethodHandle> accessors = new ArrayList<>();
        for (RecordComponent component : recordType.getRecordComponents()) {
            figures.add(figure(component));
            try {
                accessors.add(lookup.unreflect(component.getAccessor()));
            } catch (IllegalAccessException e) {
                throw new IllegalArgumentException(
                        describe(component) + " cannot be read; make the record public or pass MethodHandles.lookup()",
                        e);
            }
        }
        return new StatsSchema(recordType, figures, accessors);
    }

    /**
     * Returns the declared figures.
     *
     * @return the figures in the record's order
     */
    public List<Figure> figures() {
        return figures;
    }

    /**
     * Reads the values of a record.
     *
     * @param stats a record of this schema's type
     * @return the values in the order of {@link #figures()}: {@link Long}, {@link Double}, {@link String} for a state,
     *     {@link Histogram}, an unmodifiable {@code Map<String, Long>} or {@code Map<String, Double>} for a labelled figure, or null
     * @throws IllegalArgumentException if the record is of another type
     */
    public @Nullable Object[] read(Record stats) {
        if (stats.getClass() != recordType) {
            throw new IllegalArgumentException(
                    "stats are a " + stats.getClass().getName() + ", but were declared as a " + recordType.getName());
        }
        @Nullable Object[] values = new @Nullable Object[figures.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = normalized(invoke(accessors.get(i), stats));
        }
        return values;
    }

    private static @Nullable Object invoke(MethodHandle accessor, Record stats) {
        try {
            return accessor.invoke(stats);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("reading " + stats.getClass().getName(), e);
        }
    }

    private static @Nullable Object normalized(@Nullable Object value) {
        if (value instanceof Integer number) {
            return number.longValue();
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> byLabel = new LinkedHashMap<>();
            map.forEach((key, number) -> {
                Object plain = normalized(number);
                if (plain != null) {
                    byLabel.put(key instanceof Enum<?> constant ? constant.name() : String.valueOf(key), plain);
                }
            });
            return byLabel;
        }
        return value;
    }

    private static Figure figure(RecordComponent component) {
        Stat stat = component.getAnnotation(Stat.class);
        if (stat == null) {
            throw new IllegalArgumentException(describe(component) + " needs the annotation @Stat");
        }
        Class<?> type = component.getType();
        boolean map = type == Map.class;
        if (map == stat.label().isEmpty()) {
            throw new IllegalArgumentException(
                    describe(component) + (map ? " is a Map and needs a label" : " has a label and must be a Map"));
        }
        Class<?> raw = map ? mapValueType(component) : type;
        List<String> states = raw.isEnum()
                ? Arrays.stream(raw.getEnumConstants())
                        .map(c -> ((Enum<?>) c).name())
                        .toList()
                : List.of();
        boolean boxed = Number.class.isAssignableFrom(raw) && !map;
        return new Figure(
                        component.getName(),
                        stat.kind(),
                        stat.unit(),
                        stat.help(),
                        stat.label(),
                        valueType(component, raw),
                        boxed || isNullable(component),
                        states)
                .checked();
    }

    private static boolean isNullable(RecordComponent component) {
        return Stream.of(component.getAnnotatedType(), component)
                .flatMap(element -> Arrays.stream(element.getAnnotations()))
                .anyMatch(annotation ->
                        annotation.annotationType().getSimpleName().equals("Nullable"));
    }

    private static Class<?> mapValueType(RecordComponent component) {
        Type value = component.getGenericType() instanceof ParameterizedType map
                ? map.getActualTypeArguments()[1]
                : Object.class;
        return value instanceof Class<?> type ? type : Object.class;
    }

    private static Class<?> valueType(RecordComponent component, Class<?> raw) {
        if (raw == int.class || raw == long.class || raw == Integer.class || raw == Long.class) {
            return long.class;
        }
        if (raw == double.class || raw == Double.class) {
            return double.class;
        }
        if (raw.isEnum()) {
            return String.class;
        }
        if (raw == Histogram.class) {
            return Histogram.class;
        }
        throw new IllegalArgumentException(describe(component) + " has type " + raw.getName()
                + "; a figure is an int, a long, a double, an enum, a Histogram or a Map of numbers");
    }

    private static String describe(RecordComponent component) {
        return component.getDeclaringRecord().getName() + "." + component.getName();
    }
}
