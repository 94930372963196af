package dev.plimsoll.examples.runner;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** A browser with cookies, used by one thread. */
final class Client {

    private final URI shop;
    private final LongAdder requests;
    private final LongAdder failures;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(cookies)
            .build();

    Client(URI shop, LongAdder requests, LongAdder failures) {
        this.shop = shop;
        this.requests = requests;
        this.failures = failures;
    }

    void get(String path) throws InterruptedException {
        send(HttpRequest.newBuilder(shop.resolve(path)));
    }

    void post(String path, String form) throws InterruptedException {
        send(HttpRequest.newBuilder(shop.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    /** The next request comes from somebody new. */
    void forgetCookies() {
        cookies.getCookieStore().removeAll();
    }

    private void send(HttpRequest.Builder request) throws InterruptedException {
        try {
            int status = client.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.discarding())
                    .statusCode();
            if (status >= 400) {
                failures.increment();
            }
        } catch (IOException e) {
            failures.increment();
        }
        requests.increment();
    }
}
