package dev.plimsoll.session;

import dev.plimsoll.Ticker;
import java.time.Duration;

/** Makes a {@link SessionManager}. For one thread. */
public final class SessionManagerBuilder {
    final String name;
    Ticker ticker = Ticker.system();
    int maximumSessions = 100;
    Duration timeout = Duration.ofHours(1);
    Duration closeTimeout = Duration.ofSeconds(2);

    SessionManagerBuilder(String name) {
        this.name = name;
    }

    /**
     * Injects the passing of time.
     *
     * @param value the clock; the system's by default
     * @return this
     */
    public SessionManagerBuilder ticker(Ticker value) {
        ticker = value;
        return this;
    }

    /**
     * Bounds how many sessions may be live at once.
     *
     * @param value 1 or more; 100 by default
     * @return this
     */
    public SessionManagerBuilder maximumSessions(int value) {
        maximumSessions = value;
        return this;
    }

    /**
     * Sets how long a session may go untouched until it expires.
     *
     * @param value 1 s to 365 days; 1 hour by default
     * @return this
     */
    public SessionManagerBuilder timeout(Duration value) {
        timeout = value;
        return this;
    }

    /**
     * Bounds how long {@link SessionManager#close()} waits for listeners.
     *
     * @param value 0 to 1 hour; 2 s by default
     * @return this
     */
    public SessionManagerBuilder closeTimeout(Duration value) {
        closeTimeout = value;
        return this;
    }

    /**
     * Makes the manager, which lives until it is closed.
     *
     * @return a session manager
     * @throws IllegalArgumentException if a value is out of bounds; the message names it
     */
    public SessionManager build() {
        if (closeTimeout.isNegative() || closeTimeout.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException(
                    "SessionManager/" + name + ": closeTimeout = " + closeTimeout + " is not between 0 and 1 hour");
        }
        SessionManager manager = new SessionManager(this);
        manager.start();
        return manager;
    }
}
