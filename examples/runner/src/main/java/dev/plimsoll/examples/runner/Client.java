package dev.plimsoll.examples.runner;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** A browser that keeps the cookie of one session at a time. Used by one thread. */
final class Client {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http;
    private final URI shop;
    private final LongAdder requests;
    private final LongAdder failures;
    private @Nullable String cookie;

    Client(HttpClient http, URI shop, LongAdder requests, LongAdder failures) {
        this.http = http;
        this.shop = shop;
        this.requests = requests;
        this.failures = failures;
    }

    /** The cookie of the session; null if there is none yet. */
    @Nullable
    String cookie() {
        return cookie;
    }

    /** The next requests come from whom this cookie belongs to, or from somebody new. */
    void become(@Nullable String cookieOrNobody) {
        cookie = cookieOrNobody;
    }

    void get(String path) throws InterruptedException {
        send(HttpRequest.newBuilder(shop.resolve(path)));
    }

    void post(String path, String form) throws InterruptedException {
        send(HttpRequest.newBuilder(shop.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    void delete(String path) throws InterruptedException {
        send(HttpRequest.newBuilder(shop.resolve(path)).DELETE());
    }

    private void send(HttpRequest.Builder request) throws InterruptedException {
        if (cookie != null) {
            request.header("Cookie", cookie);
        }
        try {
            HttpResponse<Void> response = http.send(request.timeout(TIMEOUT).build(), BodyHandlers.discarding());
            response.headers().firstValue("Set-Cookie").ifPresent(set -> cookie = set.split(";", 2)[0]);
            if (response.statusCode() >= 400) {
                failures.increment();
            }
        } catch (IOException e) {
            failures.increment();
        }
        requests.increment();
    }
}
