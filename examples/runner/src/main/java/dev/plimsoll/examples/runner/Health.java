package dev.plimsoll.examples.runner;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The shop's own page about itself.
 *
 * @param pool what HikariCP's own MXBean says
 * @param sessions live HTTP sessions
 * @param orders orders done
 */
record Health(Reading pool, long sessions, long orders) {

    /** The name that HikariCP's configuration in the shop gives its pool. */
    static final String POOL = "shop";

    /** As in that configuration. */
    static final int MAXIMUM_POOL_SIZE = 10;

    static Health of(Web web, URI shop) throws NoAnswerException, InterruptedException {
        return parse(web.get(shop.resolve("/health")));
    }

    static Health parse(String json) throws NoAnswerException {
        return new Health(
                new Reading(
                        number(json, "active"), number(json, "idle"), number(json, "total"), number(json, "waiting")),
                number(json, "sessions"),
                number(json, "orders"));
    }

    private static long number(String json, String key) throws NoAnswerException {
        Matcher matcher = Pattern.compile("\"" + key + "\":([0-9]{1,18})").matcher(json);
        if (!matcher.find()) {
            throw new NoAnswerException("no " + key + " in " + json);
        }
        return Long.parseLong(matcher.group(1));
    }
}
