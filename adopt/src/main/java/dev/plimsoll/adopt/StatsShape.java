package dev.plimsoll.adopt;

import dev.plimsoll.pool.PoolStats;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The stats record of a type, made from values by component name through its canonical constructor. Immutable. */
final class StatsShape {
    private static final Map<String, Class<? extends Record>> BUILT_IN = Map.of("ConnectionPool", PoolStats.class);

    private final RecordComponent[] components;
    private final MethodHandle constructor;

    private StatsShape(Class<? extends Record> type) {
        components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<? extends Record> canonical = type.getDeclaredConstructor(types);
            constructor = MethodHandles.publicLookup()
                    .unreflectConstructor(canonical)
                    .asSpreader(Object[].class, types.length);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " must be public, with a public canonical constructor", e);
        }
    }

    static StatsShape of(String managerType) {
        Class<? extends Record> type = BUILT_IN.get(managerType);
        if (type == null) {
            throw new IllegalArgumentException("type '" + managerType + "' cannot be adopted; one of "
                    + new TreeSet<>(BUILT_IN.keySet()) + " can");
        }
        return new StatsShape(type);
    }

    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (RecordComponent component : components) {
            names.add(component.getName());
        }
        return names;
    }

    /** Makes a record; a component without a value is null, or 0 where null cannot be. */
    Record fill(Function<String, @Nullable Object> values) {
        @Nullable Object[] arguments = new @Nullable Object[components.length];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = converted(components[i], values.apply(components[i].getName()));
        }
        try {
            return (Record) constructor.invoke(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Object converted(RecordComponent component, @Nullable Object value) {
        Class<?> type = component.getType();
        Number number = value instanceof Number some ? some : null;
        if (type == long.class || type == Long.class) {
            return number != null ? (Object) number.longValue() : type.isPrimitive() ? 0L : null;
        }
        if (type == int.class || type == Integer.class) {
            return number != null ? (Object) number.intValue() : type.isPrimitive() ? 0 : null;
        }
        if (type == double.class || type == Double.class) {
            return number != null ? (Object) number.doubleValue() : type.isPrimitive() ? 0.0 : null;
        }
        return type.isInstance(value) ? value : null;
    }
}
