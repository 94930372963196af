package dev.plimsoll;

import java.util.Set;

/**
 * A component that holds a bounded resource: what the views show, what is tuned and cleaned.
 *
 * <p>Implementations are thread-safe; views and the registry call every method at any time, from any thread, and expect
 * an answer within milliseconds.
 */
public interface Manager {
    /**
     * Returns what identifies the manager in every view.
     *
     * @return the identity, always the same
     */
    ManagerId id();

    /**
     * Returns the figures of this moment.
     *
     * @return an immutable record, always of the same type, whose components carry {@link dev.plimsoll.stats.Stat}
     */
    Record stats();

    /**
     * Returns the limits that may be changed while running.
     *
     * @return the settings, always the same object; none by default
     */
    default Settings settings() {
        return Settings.NONE;
    }

    /**
     * Returns what removes what may be removed.
     *
     * @return the cleanups, always the same object; none by default
     */
    default Cleanups cleanups() {
        return Cleanups.NONE;
    }

    /**
     * Returns where the manager comes from.
     *
     * @return the name of the class that it was adopted from; {@code plimsoll} by default
     */
    default String origin() {
        return "plimsoll";
    }

    /**
     * Names the components of the stats record that this manager never has a value for. No view shows them.
     *
     * @return component names, always the same; none by default
     */
    default Set<String> unavailableFigures() {
        return Set.of();
    }
}
