package dev.plimsoll.examples.runner;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Fetches pages. Safe for use by several threads. */
final class Web {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    String get(URI uri) throws NoAnswerException, InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(uri).timeout(TIMEOUT).build();
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new NoAnswerException(uri + " answered " + response.statusCode());
            }
            return response.body();
        } catch (IOException e) {
            throw new NoAnswerException(uri + ": " + e);
        }
    }
}
