package dev.plimsoll.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A session of a {@link SessionManager}: the handle of whoever uses it often. Thread-safe. One that has ended stays readable
 * and never comes back to life.
 */
public sealed interface Session permits SessionEntry {
    /**
     * Returns the id.
     *
     * @return the id now; {@link SessionManager#rename} changes it
     */
    String id();

    /**
     * Returns what was remembered when the session began.
     *
     * @return an unmodifiable map
     */
    Map<String, String> metadata();

    /**
     * Returns when the session began, by the wall clock of that moment.
     *
     * @return a label for people; {@link #age()} is what can be relied upon
     */
    Instant startedAt();

    /**
     * Returns how long ago the session began.
     *
     * @return the time by the manager's clock
     */
    Duration age();

    /**
     * Returns how long ago the session was touched or created.
     *
     * @return the time by the manager's clock; a use counts as late as the tick after it, so up to a second less than the
     *     true time
     */
    Duration idle();

    /**
     * Says that the session is in use. The cheapest way to do so: it looks nothing up, and writes at most once between two
     * ticks.
     *
     * @return false if the session has ended
     */
    boolean touch();

    /**
     * Ends the session.
     *
     * @param cause why
     * @return false if it has ended before
     */
    boolean end(EndCause cause);

    /**
     * Tells whether the session has not ended.
     *
     * @return true from its creation until it is ended or its expiry was carried out
     */
    boolean isLive();
}
