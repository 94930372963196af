package dev.plimsoll.adopt;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One property of whatever class it meets. The handle for a class is kept in that class ({@link ClassValue}), so it goes
 * with the class loader of the application.
 */
final class PropertyStep {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);

    private final String path;
    private final String name;
    private final boolean call;
    private final ClassValue<MethodHandle> getters = new ClassValue<>() {
        @Override
        protected MethodHandle computeValue(Class<?> type) {
            return getter(type).asType(GETTER);
        }
    };

    PropertyStep(String path, String name) {
        this.path = path;
        this.call = name.endsWith("()");
        this.name = call ? name.substring(0, name.length() - 2) : name;
    }

    @Nullable
    Object get(Object owner) {
        MethodHandle getter = getters.get(owner.getClass());
        try {
            return getter.invokeExact(owner);
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Throwable e) {
            throw new PropertyFailure(path, e);
        }
    }

    void set(Object owner, long value) {
        MethodHandle setter = setter(owner.getClass());
        boolean isInt = setter.type().parameterType(1) == int.class;
        try {
            if (isInt) {
                setter.invoke(owner, Math.toIntExact(value));
            } else {
                setter.invoke(owner, value);
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new PropertyFailure(path, e);
        }
    }

    private MethodHandle getter(Class<?> type) {
        String capital = capitalized();
        List<String> names = call ? List.of(name) : List.of("get" + capital, "is" + capital, name);
        for (String candidate : names) {
            Method method = method(type, candidate);
            if (method != null) {
                return handle(method);
            }
        }
        for (Class<?> at = type; at != null && !call; at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                if (field.getName().equals(name) && !Modifier.isStatic(field.getModifiers()) && reachable(field)) {
                    return handle(field);
                }
            }
        }
        throw mismatch(type, "has no property or method '" + name + "' that can be read");
    }

    private MethodHandle setter(Class<?> type) {
        for (Class<?> argument : List.of(int.class, long.class)) {
            Method method = method(type, "set" + capitalized(), argument);
            if (method != null) {
                return handle(method);
            }
        }
        throw mismatch(type, "has no setter of an int or long for '" + name + "'");
    }

    /** Finds a method in the class, above it or in an interface, wherever it can be called. */
    private static @Nullable Method method(Class<?> type, String name, Class<?>... arguments) {
        Deque<Class<?>> open = new ArrayDeque<>(List.of(type));
        for (Class<?> at = open.poll(); at != null; at = open.poll()) {
            for (Method method : at.getDeclaredMethods()) {
                if (method.getName().equals(name)
                        && List.of(method.getParameterTypes()).equals(List.of(arguments))
                        && !Modifier.isStatic(method.getModifiers())
                        && !method.isBridge()
                        && reachable(method)) {
                    return method;
                }
            }
            if (at.getSuperclass() != null) {
                open.add(at.getSuperclass());
            }
            open.addAll(List.of(at.getInterfaces()));
        }
        return null;
    }

    private static <M extends AccessibleObject & Member> boolean reachable(M member) {
        boolean isPublic = Modifier.isPublic(member.getModifiers())
                && Modifier.isPublic(member.getDeclaringClass().getModifiers())
                && member.getDeclaringClass()
                        .getModule()
                        .isExported(member.getDeclaringClass().getPackageName(), PropertyStep.class.getModule());
        return isPublic || member.trySetAccessible();
    }

    private MethodHandle handle(AccessibleObject member) {
        try {
            return member instanceof Method method ? LOOKUP.unreflect(method) : LOOKUP.unreflectGetter((Field) member);
        } catch (IllegalAccessException e) {
            throw new RuleMismatchException("path '" + path + "': " + e.getMessage());
        }
    }

    private RuleMismatchException mismatch(Class<?> type, String what) {
        return new RuleMismatchException("path '" + path + "': " + type.getName() + " " + what);
    }

    private String capitalized() {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }
}
