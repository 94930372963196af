package dev.plimsoll.examples.runner;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The pool as Prometheus sees it. */
final class ScrapedPool {

    private static final String PREFIX = "plimsoll_connection_pool_";

    private final Web web;
    private final URI metrics;

    ScrapedPool(Web web, URI metrics) {
        this.web = web;
        this.metrics = metrics;
    }

    Reading read() throws NoAnswerException, InterruptedException {
        return parse(web.get(metrics));
    }

    static Reading parse(String exposition) throws NoAnswerException {
        return new Reading(
                sample(exposition, "active_connections"),
                sample(exposition, "idle_connections"),
                sample(exposition, "total_connections"),
                sample(exposition, "waiting_threads"));
    }

    private static long sample(String exposition, String figure) throws NoAnswerException {
        String series = PREFIX + figure + "{name=\"" + Health.POOL + "\"}";
        Matcher matcher = Pattern.compile("^" + Pattern.quote(series) + " (\\S+)", Pattern.MULTILINE)
                .matcher(exposition);
        if (!matcher.find()) {
            throw new NoAnswerException("no sample " + series);
        }
        return (long) Double.parseDouble(matcher.group(1));
    }
}
