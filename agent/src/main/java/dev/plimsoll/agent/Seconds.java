package dev.plimsoll.agent;

import java.math.BigDecimal;
import java.time.Duration;

/** Writes a length of time in seconds, as short as it is exact. */
final class Seconds {
    private Seconds() {}

    static String of(Duration duration) {
        BigDecimal seconds = BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros();
        return seconds.toPlainString() + " s";
    }
}
