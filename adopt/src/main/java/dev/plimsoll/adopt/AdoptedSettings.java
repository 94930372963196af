package dev.plimsoll.adopt;

import dev.plimsoll.ManagerId;
import dev.plimsoll.SettingBuilder;
import dev.plimsoll.Settings;
import dev.plimsoll.stats.Unit;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Settings that are properties of an adopted component, which alone keeps their values. */
final class AdoptedSettings {
    private AdoptedSettings() {}

    /** Declares the settings of a component; the values that it has now are their defaults. */
    static Settings of(ManagerId id, AdoptionRule rule, Object component) {
        if (rule.settings().isEmpty()) {
            return Settings.NONE;
        }
        Settings.Builder settings = Settings.of(id);
        WeakReference<Object> target = new WeakReference<>(component);
        Map<String, Property> properties = new HashMap<>();
        rule.settings()
                .forEach(setting ->
                        properties.put(setting.name(), new Property(PropertyPath.of(setting.path()), target)));
        for (SettingRule setting : rule.settings()) {
            Property property = Objects.requireNonNull(properties.get(setting.name()));
            Property limit = setting.atMost() == null ? null : properties.get(setting.atMost());
            long now = property.get();
            switch (setting.measure()) {
                case COUNT ->
                    bind(
                            settings.largeInteger(setting.name(), now),
                            setting,
                            property,
                            limit,
                            value -> value,
                            value -> value);
                case BYTES ->
                    bind(
                            settings.largeInteger(setting.name(), now).unit(Unit.BYTES),
                            setting,
                            property,
                            limit,
                            value -> value,
                            value -> value);
                case MILLISECONDS ->
                    bind(
                            settings.duration(setting.name(), Duration.ofMillis(now)),
                            setting,
                            property,
                            limit,
                            Duration::ofMillis,
                            Duration::toMillis);
                case SECONDS ->
                    bind(
                            settings.duration(setting.name(), Duration.ofSeconds(now)),
                            setting,
                            property,
                            limit,
                            Duration::ofSeconds,
                            Duration::toSeconds);
            }
        }
        return settings.build();
    }

    private static <T extends Comparable<T>> void bind(
            SettingBuilder<T> builder,
            SettingRule rule,
            Property property,
            @Nullable Property limit,
            LongFunction<T> fromNumber,
            ToLongFunction<T> toNumber) {
        builder.help(rule.help())
                .backedBy(() -> fromNumber.apply(property.get()), value -> property.set(toNumber.applyAsLong(value)));
        Long minimum = rule.minimum();
        if (minimum != null) {
            builder.atLeast(fromNumber.apply(minimum));
        }
        Long maximum = rule.maximum();
        if (maximum != null) {
            builder.atMost(fromNumber.apply(maximum));
        }
        if (limit != null) {
            builder.unless(value -> objection(toNumber.applyAsLong(value), rule, limit.get()));
        }
        builder.add();
    }

    private static @Nullable String objection(long value, SettingRule rule, long limit) {
        return value <= limit ? null : "it must not be above " + rule.atMost() + " = " + limit;
    }

    private record Property(PropertyPath path, WeakReference<Object> target) {
        long get() {
            @Nullable Object value = path.get(component());
            if (value instanceof Number number) {
                return number.longValue();
            }
            throw new IllegalStateException(path + " has no value now");
        }

        void set(long value) {
            path.set(component(), value);
        }

        private Object component() {
            Object component = target.get();
            if (component == null) {
                throw new IllegalStateException("the component of " + path + " is gone");
            }
            return component;
        }
    }
}
