package shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopTest {

    @TempDir
    Path directory;

    private Shop shop;
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @BeforeAll
    static void quiet() throws IOException {
        Main.configureLogging();
    }

    @BeforeEach
    void open() throws Exception {
        shop = Shop.open(directory, 0);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void listensOnLoopbackOnly() {
        assertThat(shop.address().getHost()).isEqualTo("127.0.0.1");
        assertThat(shop.address().getPort()).isPositive();
    }

    @Test
    void showsAProduct() throws Exception {
        HttpResponse<String> first = send("GET", "/products/7");
        HttpResponse<String> cached = send("GET", "/products/7");

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(first.body()).startsWith("{\"id\":7,\"name\":\"Product 7\",\"cents\":359,");
        assertThat(cached.body()).isEqualTo(first.body());
        assertThat(send("GET", "/products/501").statusCode()).isEqualTo(404);
        assertThat(send("GET", "/products/").statusCode()).isEqualTo(404);
    }

    @Test
    void keepsACartInTheSession() throws Exception {
        HttpResponse<String> first = send("POST", "/cart?product=7&quantity=2");
        HttpResponse<String> second = send("POST", "/cart?product=1&quantity=1&note=thanks");

        assertThat(first.body()).isEqualTo("{\"lines\":1,\"cents\":718}\n");
        assertThat(second.body()).isEqualTo("{\"lines\":2,\"cents\":855}\n");
        assertThat(health()).contains("\"sessions\":1");
        assertThat(send("DELETE", "/cart").statusCode()).isEqualTo(200);
        assertThat(health()).contains("\"sessions\":0");
    }

    @Test
    void commitsOrders() throws Exception {
        assertThat(send("POST", "/orders?product=3&quantity=2").body()).isEqualTo("{\"order\":1}\n");
        assertThat(send("POST", "/orders?product=3&quantity=2").body()).isEqualTo("{\"order\":2}\n");
        assertThat(send("GET", "/report?millis=1").body()).isEqualTo("{\"orders\":2}\n");
        assertThat(health()).contains("\"orders\":2");

        shop.close();
        shop = Shop.open(directory, 0);

        assertThat(send("GET", "/report?millis=1").body()).isEqualTo("{\"orders\":2}\n");
    }

    @Test
    void refusesWhatMakesNoSense() throws Exception {
        assertThat(send("POST", "/orders?product=3").statusCode()).isEqualTo(400);
        assertThat(send("POST", "/orders?product=999&quantity=1").statusCode()).isEqualTo(404);
        assertThat(send("POST", "/cart?product=x&quantity=1").statusCode()).isEqualTo(400);
        assertThat(send("GET", "/report?millis=30001").statusCode()).isEqualTo(400);
    }

    @Test
    void reportsItsPoolWhileConnectionsAreHeld() throws Exception {
        int more = 2;
        List<CompletableFuture<HttpResponse<String>>> reports = IntStream.range(0, Database.MAXIMUM_POOL_SIZE + more)
                .mapToObj(i -> client.sendAsync(request("GET", "/report?millis=1000"), BodyHandlers.ofString()))
                .toList();

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(health())
                        .contains("\"pool\":{\"name\":\"shop\",\"active\":10,\"idle\":0,\"total\":10,\"waiting\":2}"));
        reports.forEach(report -> assertThat(report.join().statusCode()).isEqualTo(200));
        assertThat(health()).contains("\"active\":0,\"idle\":10,\"total\":10,\"waiting\":0");
    }

    @Test
    void closesTheServerWithTheShop() {
        URI address = shop.address();

        shop.close();
        shop.close();

        assertThatThrownBy(() -> client.send(
                        HttpRequest.newBuilder(address.resolve("/health")).build(), BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
    }

    private String health() throws Exception {
        return send("GET", "/health").body();
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        return client.send(request(method, path), BodyHandlers.ofString());
    }

    private HttpRequest request(String method, String path) {
        return HttpRequest.newBuilder(URI.create(shop.address() + path))
                .method(method, BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(30))
                .build();
    }
}
