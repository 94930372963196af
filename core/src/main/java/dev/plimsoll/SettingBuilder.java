package dev.plimsoll;

import dev.plimsoll.stats.Names;
import dev.plimsoll.stats.Unit;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Declares a setting.
 *
 * @param <T> type of the value
 */
public final class SettingBuilder<T extends Comparable<T>> {
    private final Settings.Builder settings;
    final ManagerId manager;
    final String name;
    final SettingType<T> type;
    final T defaultValue;
    Unit unit = Unit.NONE;
    String help = "";

    @Nullable
    T minimum;

    @Nullable
    T maximum;

    Function<T, @Nullable String> objection = value -> null;

    @Nullable
    Supplier<T> reader;

    @Nullable
    Consumer<T> writer;

    SettingBuilder(Settings.Builder settings, ManagerId manager, String name, SettingType<T> type, T defaultValue) {
        this.settings = settings;
        this.manager = manager;
        this.name = Names.requireCamelCase(name, "setting");
        this.type = type;
        this.defaultValue = defaultValue;
        if (type.javaType() == Duration.class) {
            unit = Unit.SECONDS;
        }
    }

    /**
     * Says what the setting limits.
     *
     * @param text one sentence without a full stop
     * @return this
     */
    public SettingBuilder<T> help(String text) {
        help = text;
        return this;
    }

    /**
     * Gives the base unit.
     *
     * @param baseUnit the unit; none by default, seconds for durations
     * @return this
     */
    public SettingBuilder<T> unit(Unit baseUnit) {
        unit = baseUnit;
        return this;
    }

    /**
     * Bounds the value from below.
     *
     * @param value the smallest value allowed
     * @return this
     */
    public SettingBuilder<T> atLeast(T value) {
        minimum = value;
        return this;
    }

    /**
     * Bounds the value from above.
     *
     * @param value the largest value allowed
     * @return this
     */
    public SettingBuilder<T> atMost(T value) {
        maximum = value;
        return this;
    }

    /**
     * Adds a condition that bounds cannot express, such as one on another setting.
     *
     * @param why returns what is wrong with a value, or null
     * @return this
     */
    public SettingBuilder<T> unless(Function<T, @Nullable String> why) {
        objection = why;
        return this;
    }

    /**
     * Keeps the value elsewhere: in a component that is adopted.
     *
     * @param read returns the value; throws {@link IllegalStateException} when the component is gone
     * @param write changes it
     * @return this
     */
    public SettingBuilder<T> backedBy(Supplier<T> read, Consumer<T> write) {
        reader = read;
        writer = write;
        return this;
    }

    /**
     * Adds the setting to those of its manager.
     *
     * @return the setting
     */
    public Setting<T> add() {
        if (help.isBlank() || help.endsWith(".")) {
            throw new IllegalArgumentException(
                    "setting '" + name + "' needs a help text without a full stop, not '" + help + "'");
        }
        return settings.add(new Setting<>(this));
    }
}
