package dev.plimsoll.resource;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Looks for what would keep an owner or handle alive for as long as the tracker: one step deep, where fields can be read. */
final class SelfReference {
    private static final ClassValue<Field[]> READABLE = new ClassValue<>() {
        @Override
        protected Field[] computeValue(Class<?> type) {
            return readableFields(type);
        }
    };

    private SelfReference() {}

    /** Tells whether an object meets a condition or has one that does in a field. */
    static boolean found(Object holder, Predicate<@Nullable Object> condition) {
        if (condition.test(holder)) {
            return true;
        }
        for (Field field : READABLE.get(holder.getClass())) {
            if (condition.test(value(holder, field))) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Object value(Object holder, Field field) {
        try {
            return field.get(holder);
        } catch (IllegalAccessException e) {
            return null; // cannot be seen
        }
    }

    private static Field[] readableFields(Class<?> type) {
        List<Field> readable = new ArrayList<>();
        for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                boolean relevant = !field.getType().isPrimitive() && !Modifier.isStatic(field.getModifiers());
                if (relevant && field.trySetAccessible()) {
                    readable.add(field);
                }
            }
        }
        return readable.toArray(Field[]::new);
    }
}
