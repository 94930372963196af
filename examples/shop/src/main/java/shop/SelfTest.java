package shop;

import com.zaxxer.hikari.HikariPoolMXBean;
import java.io.IOException;
import java.io.PrintStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/**
 * Sends a fixed list of requests, one after the other, and prints status and SHA-256 of the body of each. Two runs on a
 * fresh directory print the same bytes.
 */
final class SelfTest {

    private static final int ROUNDS = 5;

    private final Shop shop;
    private final PrintStream out;
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    SelfTest(Shop shop, PrintStream out) {
        this.shop = shop;
        this.out = out;
    }

    void run() throws IOException, InterruptedException {
        for (int round = 1; round <= ROUNDS; round++) {
            for (int id = 1; id <= 10; id++) {
                send("GET", "/products/" + id * round);
            }
            send("POST", "/cart?product=" + round + "&quantity=2&note=round" + round);
            send("POST", "/orders?product=" + round + "&quantity=" + round);
            send("GET", "/report?millis=5");
        }
        send("GET", "/products/" + (Database.PRODUCTS + 1));
        send("GET", "/products/none");
        send("POST", "/cart?product=1");
        send("POST", "/orders?product=0&quantity=1");
        send("GET", "/report?millis=-1");
        send("GET", "/nowhere");
        send("PUT", "/cart");
        send("DELETE", "/cart");
        awaitFullPool();
        send("GET", "/health");
    }

    private void send(String method, String path) throws IOException, InterruptedException {
        URI uri = URI.create(shop.address() + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method(method, BodyPublishers.noBody())
                .build();
        HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
        out.printf("%s %s %d %s%n", method, path, response.statusCode(), sha256(response.body()));
    }

    /** HikariCP opens its idle connections in the background; only a full pool gives the same figures in every run. */
    private void awaitFullPool() throws IOException, InterruptedException {
        HikariPoolMXBean pool = shop.database().figures();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (pool.getIdleConnections() < Database.MAXIMUM_POOL_SIZE) {
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("the pool is not full after 30 s");
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
