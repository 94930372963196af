package dev.plimsoll.pool;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who holds a connection.
 *
 * @param key the connection's key, as text
 * @param thread name of the thread that acquired it, with its id
 * @param since when it was acquired, by the wall clock; only a label
 * @param held how long it has been held. Where uses are shorter than microseconds only a part of them is timed; of the
 *     others it is the time for which the pool has seen it held, up to a second less
 * @param acquiredAt the stack of the acquisition when stacks are captured, else null
 */
public record Holder(
        String key,
        String thread,
        Instant since,
        Duration held,
        @Nullable List<StackTraceElement> acquiredAt) {
    static final int MAX_LISTED = 32;

    /** Returns one line, such as {@code mail:25 held for 2.500 s by http-7 (#31)}. */
    @Override
    public String toString() {
        long millis = held.toMillis();
        return key + " held for " + millis / 1000 + "."
                + String.valueOf(1000 + millis % 1000).substring(1) + " s by " + thread + " since " + since;
    }

    /** Returns the text of a key, whose own code may throw. */
    static String text(Object key) {
        try {
            return String.valueOf(key);
        } catch (Throwable e) {
            return key.getClass().getName();
        }
    }

    static String append(String message, List<Holder> holders) {
        StringBuilder text = new StringBuilder(message);
        for (Holder holder : holders) {
            text.append("\n  ").append(holder);
        }
        return text.toString();
    }
}
