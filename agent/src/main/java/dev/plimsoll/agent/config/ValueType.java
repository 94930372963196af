package dev.plimsoll.agent.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * What a value must look like.
 *
 * @param description completes "it must be ..."
 * @param parser throws an {@link IllegalArgumentException} for what it cannot read
 */
public record ValueType(String description, Function<String, Object> parser) {
    /** On or off. */
    static final ValueType SWITCH = new ValueType("on or off", ValueType::onOff);

    /** Any text. */
    static final ValueType TEXT = new ValueType("text", text -> text);

    /** A TCP port. */
    static final ValueType PORT = new ValueType("a port from 0 to 65535", text -> whole(text, 0, 65535));

    /** How many of something there may be. */
    static final ValueType LIMIT = new ValueType("a whole number from 0 to 1000000", text -> whole(text, 0, 1_000_000));

    /** A length of time. */
    static final ValueType DURATION = new ValueType("a duration such as 500 ms, 10 s or 5 m", ValueType::duration);

    /** A part of a whole. */
    static final ValueType RATIO = new ValueType("a number from 0 to 1", ValueType::ratio);

    /** One of a few words. */
    static ValueType oneOf(String... words) {
        Set<String> known = Set.of(words);
        return new ValueType("one of " + String.join(", ", List.of(words)), text -> {
            String word = text.toLowerCase(Locale.ROOT);
            if (!known.contains(word)) {
                throw new IllegalArgumentException();
            }
            return word;
        });
    }

    private static Boolean onOff(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "on", "true", "yes" -> true;
            case "off", "false", "no" -> false;
            default -> throw new IllegalArgumentException();
        };
    }

    private static Integer whole(String text, int minimum, int maximum) {
        int number = Integer.parseInt(text);
        if (number < minimum || number > maximum) {
            throw new IllegalArgumentException();
        }
        return number;
    }

    private static Double ratio(String text) {
        double number = Double.parseDouble(text);
        if (!(number >= 0 && number <= 1)) {
            throw new IllegalArgumentException();
        }
        return number;
    }

    private static Duration duration(String text) {
        int end = 0;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        long number = Long.parseLong(text.substring(0, end));
        return switch (text.substring(end).trim()) {
            case "ms" -> Duration.ofMillis(number);
            case "s", "" -> Duration.ofSeconds(number);
            case "m", "min" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> throw new IllegalArgumentException();
        };
    }
}
