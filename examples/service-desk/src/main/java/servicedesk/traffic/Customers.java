package servicedesk.traffic;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import servicedesk.traffic.Ledger.Entry;

/** Order work, until there is enough or the desk closes. */
final class Customers implements Runnable {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final List<String> KINDS = List.of("printer", "network", "screen", "keyboard", "door");

    private final HttpClient client;
    private final URI desk;
    private final Ledger ledger;
    private final Random random;
    private final int orders;
    private final BooleanSupplier closing;

    Customers(HttpClient client, URI desk, Ledger ledger, Random random, int orders, BooleanSupplier closing) {
        this.client = client;
        this.desk = desk;
        this.ledger = ledger;
        this.random = random;
        this.orders = orders;
        this.closing = closing;
    }

    @Override
    public void run() {
        try {
            for (int i = 0; i < orders && !closing.getAsBoolean(); i++) {
                order("order" + i);
                TimeUnit.MILLISECONDS.sleep(random.nextInt(20));
            }
        } catch (InterruptedException | IOException e) {
            ledger.problem(String.valueOf(e));
        }
    }

    private void order(String id) throws IOException, InterruptedException {
        String query =
                "?id=" + id + "&priority=" + random.nextInt(10) + "&kind=" + KINDS.get(random.nextInt(KINDS.size()));
        HttpRequest request = HttpRequest.newBuilder(desk.resolve("/orders" + query))
                .timeout(TIMEOUT)
                .POST(BodyPublishers.noBody())
                .build();
        int status = client.send(request, BodyHandlers.discarding()).statusCode();
        switch (status) {
            case 201 -> ledger.count(Entry.OFFERED);
            case 503 -> ledger.count(Entry.TURNED_AWAY);
            default -> ledger.problem("an order was answered with status " + status);
        }
    }
}
