package dev.plimsoll;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The settings of one manager. Immutable; the settings in it are not. */
public final class Settings {
    /** No settings. */
    public static final Settings NONE = new Settings(List.of());

    private final List<Setting<?>> all;

    private Settings(List<Setting<?>> all) {
        this.all = all;
    }

    /**
     * Begins the declaration of a manager's settings.
     *
     * @param manager the manager that they belong to
     * @return a builder
     */
    public static Builder of(ManagerId manager) {
        return new Builder(manager);
    }

    /**
     * Returns all settings.
     *
     * @return the settings in the order of their declaration
     */
    public List<Setting<?>> all() {
        return all;
    }

    /**
     * Finds a setting.
     *
     * @param name its camel-case name
     * @return the setting, empty when there is none of that name
     */
    public Optional<Setting<?>> find(String name) {
        return all.stream().filter(setting -> setting.name().equals(name)).findFirst();
    }

    /** Collects the declarations. For one thread. */
    public static final class Builder {
        private final ManagerId manager;
        private final List<Setting<?>> declared = new ArrayList<>();

        private Builder(ManagerId manager) {
            this.manager = manager;
        }

        /**
         * Declares a whole number.
         *
         * @param name camel-case name
         * @param defaultValue the value to begin with
         * @return a builder of the setting
         */
        public SettingBuilder<Integer> integer(String name, int defaultValue) {
            return new SettingBuilder<>(this, manager, name, SettingType.INTEGER, defaultValue);
        }

        /**
         * Declares a large whole number.
         *
         * @param name camel-case name
         * @param defaultValue the value to begin with
         * @return a builder of the setting
         */
        public SettingBuilder<Long> largeInteger(String name, long defaultValue) {
            return new SettingBuilder<>(this, manager, name, SettingType.LONG, defaultValue);
        }

        /**
         * Declares a number with a fraction.
         *
         * @param name camel-case name
         * @param defaultValue the value to begin with
         * @return a builder of the setting
         */
        public SettingBuilder<Double> number(String name, double defaultValue) {
            return new SettingBuilder<>(this, manager, name, SettingType.DOUBLE, defaultValue);
        }

        /**
         * Declares a length of time.
         *
         * @param name camel-case name
         * @param defaultValue the value to begin with
         * @return a builder of the setting
         */
        public SettingBuilder<Duration> duration(String name, Duration defaultValue) {
            return new SettingBuilder<>(this, manager, name, SettingType.DURATION, defaultValue);
        }

        /**
         * Declares a switch.
         *
         * @param name camel-case name
         * @param defaultValue the value to begin with
         * @return a builder of the setting
         */
        public SettingBuilder<Boolean> toggle(String name, boolean defaultValue) {
            return new SettingBuilder<>(this, manager, name, SettingType.BOOLEAN, defaultValue);
        }

        /**
         * Ends the declaration.
         *
         * @return the settings declared so far
         */
        public Settings build() {
            return new Settings(List.copyOf(declared));
        }

        <T extends Comparable<T>> Setting<T> add(Setting<T> setting) {
            if (declared.stream().anyMatch(other -> other.name().equals(setting.name()))) {
                throw new IllegalArgumentException(manager + " has a setting '" + setting.name() + "' already");
            }
            declared.add(setting);
            return setting;
        }
    }
}
