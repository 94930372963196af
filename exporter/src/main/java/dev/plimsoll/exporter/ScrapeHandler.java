package dev.plimsoll.exporter;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers GET and HEAD of {@code /metrics}, and everything else with one line that tells nothing of the inside. */
final class ScrapeHandler implements HttpHandler {
    static final String PATH = "/metrics";

    /** From here on the JVM warns on stderr about what the client's protobuf runtime does with {@code Unsafe}. */
    private static final int UNSAFE_WARNS_SINCE = 24;

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int INTERNAL_ERROR = 500;
    private static final int NO_BODY = -1;

    private final HttpHandler metrics;
    private final HttpWorkers workers;

    ScrapeHandler(HttpHandler metrics, HttpWorkers workers) {
        this.metrics = metrics;
        this.workers = workers;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            workers.working();
            String method = exchange.getRequestMethod();
            if (!method.equals("GET") && !method.equals("HEAD")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                answer(exchange, METHOD_NOT_ALLOWED, "only GET and HEAD are answered");
            } else if (!exchange.getRequestURI().getPath().equals(PATH)) {
                answer(exchange, NOT_FOUND, "the metrics are at " + PATH);
            } else {
                scrape(exchange);
            }
        }
    }

    private void scrape(HttpExchange exchange) throws IOException {
        BufferedExchange buffered =
                new BufferedExchange(exchange, supportedHeaders(exchange), supportedUri(exchange.getRequestURI()));
        try {
            metrics.handle(buffered);
        } catch (IOException | RuntimeException | LinkageError e) {
            answer(exchange, INTERNAL_ERROR, "the metrics could not be collected");
            return;
        }
        if (buffered.getResponseCode() == OK) {
            exchange.getResponseHeaders().putAll(buffered.getResponseHeaders());
            send(exchange, OK, buffered.body());
        } else {
            answer(exchange, buffered.getResponseCode(), "the metrics could not be collected");
        }
    }

    private void answer(HttpExchange exchange, int status, String line) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        send(exchange, status, (line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        workers.talking();
        Headers headers = exchange.getResponseHeaders();
        headers.set("X-Content-Type-Options", "nosniff");
        if (exchange.getRequestMethod().equals("HEAD")) {
            headers.set("Content-Length", String.valueOf(body.length));
            exchange.sendResponseHeaders(status, NO_BODY);
            return;
        }
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static Headers supportedHeaders(HttpExchange exchange) {
        Headers headers = new Headers();
        headers.putAll(exchange.getRequestHeaders());
        List<String> accept = headers.get("Accept");
        if (accept != null && Runtime.version().feature() >= UNSAFE_WARNS_SINCE) {
            headers.put(
                    "Accept",
                    accept.stream().map(ScrapeHandler::withoutProtobuf).toList());
        }
        return headers;
    }

    private static String withoutProtobuf(String accept) {
        return Arrays.stream(accept.split(","))
                .filter(type -> !type.contains("protobuf"))
                .collect(Collectors.joining(","));
    }

    /** Keeps only the selection of names: the handler's other parameters are for debugging and echo what they get. */
    private static URI supportedUri(URI requested) {
        @Nullable String query = requested.getRawQuery();
        String names = query == null
                ? ""
                : Arrays.stream(query.split("&"))
                        .filter(part -> part.startsWith("name[]=") || part.startsWith("name%5B%5D="))
                        .collect(Collectors.joining("&"));
        return URI.create(names.isEmpty() ? PATH : PATH + "?" + names);
    }
}
