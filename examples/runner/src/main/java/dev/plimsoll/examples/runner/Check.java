package dev.plimsoll.examples.runner;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Asks the application and the three views about the pool at the same moment.
 *
 * <p>The traffic pauses and a known number of connections is held, so that the figures stand still. The application is
 * asked before and after the others; had its figures moved meanwhile, the comparison would mean nothing. The recording
 * gets an event every second, so the hold lasts long enough for one, and it is read afterwards.
 */
final class Check {

    /** From the first moment at which everything is held. */
    private static final Duration HOLD = Duration.ofMillis(2_500);

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
            List<CompletableFuture<HttpResponse<Void>>> reports =
                    IntStream.range(0, wanted).mapToObj(i -> report()).toList();
            awaitPool(expected(wanted));
            Instant from = Instant.now();
            Answer before = Answer.of("application", this::health);
            Answer seen = Answer.of("JMX", jmx::read);
            Answer scraped = Answer.of("Prometheus", prometheus::read);
            Gate.linger(HOLD.minus(Duration.between(from, Instant.now())).plus(POLL));
            Reading after = health();
            Instant to = Instant.now();
            requireStill(before.reading(), after);
            Answer recorded = Answer.of("JFR", () -> jfr.read(from, to));
            reports.forEach(CompletableFuture::join);
            return new Comparison(
                    "with " + wanted + " connections wanted at once", List.of(before, seen, scraped, recorded));
        } finally {
            traffic.resume();
        }
    }

    private Reading health() throws NoAnswerException, InterruptedException {
        return Health.of(web, shop).pool();
    }

    private CompletableFuture<HttpResponse<Void>> report() {
        long millis = HOLD.plusSeconds(1).toMillis();
        HttpRequest request =
                HttpRequest.newBuilder(shop.resolve("/report?millis=" + millis)).build();
        return client.sendAsync(request, BodyHandlers.discarding());
    }

    private static Reading expected(int wanted) {
        int held = Math.min(wanted, ShopProcess.MAXIMUM_POOL_SIZE);
        return new Reading(held, ShopProcess.MAXIMUM_POOL_SIZE - held, ShopProcess.MAXIMUM_POOL_SIZE, wanted - held);
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
