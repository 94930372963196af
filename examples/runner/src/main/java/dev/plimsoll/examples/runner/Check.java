package dev.plimsoll.examples.runner;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Asks the application and the three views about the pool at the same moment.
 *
 * <p>The traffic pauses and a known number of connections is held, so that the figures stand still. The application is
 * asked before and after the others; had its figures moved meanwhile, the comparison would mean nothing. The recording
 * gets an event every second, so the hold lasts longer than that, and it is read afterwards.
 */
final class Check {

    /** From the first moment at which everything is held; long enough for two events. */
    private static final Duration HOLD = Duration.ofMillis(2_200);

    /** How long a connection is out: the time until the last one is, and that for three questions, come on top. */
    private static final Duration HELD = HOLD.plusSeconds(1);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(20);

    private final URI shop;
    private final Web web;
    private final Traffic traffic;
    private final JmxPool jmx;
    private final ScrapedPool prometheus;
    private final RecordedPool jfr;
    private final HttpClient client = HttpClient.newHttpClient();

    Check(URI shop, Web web, Traffic traffic, JmxPool jmx, ScrapedPool prometheus, RecordedPool jfr) {
        this.shop = shop;
        this.web = web;
        this.traffic = traffic;
        this.jmx = jmx;
        this.prometheus = prometheus;
        this.jfr = jfr;
    }

    /** Wants that many connections at once; what the pool does not have, waits. */
    Comparison hold(int wanted) throws NoAnswerException, InterruptedException {
        traffic.pause();
        try {
            awaitPool(expected(0));
            int held = Math.min(wanted, Health.MAXIMUM_POOL_SIZE);
            List<CompletableFuture<?>> reports = new ArrayList<>(reports(held, HELD));
            awaitPool(expected(held));
            reports.addAll(reports(wanted - held, Duration.ofMillis(1)));
            awaitPool(expected(wanted));
            Instant from = Instant.now();
            Answer before = Answer.of("application", this::health);
            Gate.linger(HOLD);
            Answer seen = Answer.of("JMX", jmx::read);
            Answer scraped = Answer.of("Prometheus", prometheus::read);
            Reading after = health();
            Instant to = Instant.now();
            requireStill(before.reading(), after);
            Answer recorded = Answer.of("JFR", () -> jfr.read(from, to));
            reports.forEach(CompletableFuture::join);
            return new Comparison(
                    "while " + wanted + " connections were wanted", List.of(before, seen, scraped, recorded));
        } finally {
            traffic.resume();
        }
    }

    private Reading health() throws NoAnswerException, InterruptedException {
        return Health.of(web, shop).pool();
    }

    private List<CompletableFuture<HttpResponse<Void>>> reports(int count, Duration each) {
        HttpRequest request = HttpRequest.newBuilder(shop.resolve("/report?millis=" + each.toMillis()))
                .build();
        return IntStream.range(0, count)
                .mapToObj(i -> client.sendAsync(request, BodyHandlers.discarding()))
                .toList();
    }

    private static Reading expected(int wanted) {
        int held = Math.min(wanted, Health.MAXIMUM_POOL_SIZE);
        return new Reading(held, Health.MAXIMUM_POOL_SIZE - held, Health.MAXIMUM_POOL_SIZE, wanted - held);
    }

    private void awaitPool(Reading expected) throws NoAnswerException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (Reading pool = health(); !pool.equals(expected); pool = health()) {
            if (System.nanoTime() - deadline > 0) {
                throw new NoAnswerException("the pool should come to " + expected + " and is at " + pool);
            }
            Gate.linger(POLL);
        }
    }

    private static void requireStill(@Nullable Reading before, Reading after) throws NoAnswerException {
        if (!after.equals(before)) {
            throw new NoAnswerException("the pool did not stand still: " + before + ", then " + after);
        }
    }
}
