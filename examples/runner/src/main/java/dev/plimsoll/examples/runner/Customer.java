package dev.plimsoll.examples.runner;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Many customers in turn: each looks at some products, puts a few into the cart with a long note for the gift card, often
 * orders, and leaves with the session open. When there are many, the one that came first ends its session, so that carts
 * fill the heap only so far and leave garbage in the old generation.
 */
final class Customer implements Runnable {

    private static final int PRODUCTS = 500;
    private static final int MOST_SESSIONS = 50;
    private static final String NOTE = "With+the+best+wishes+".repeat(2_400);

    private final Client client;
    private final Random random;
    private final Gate gate;
    private final Deque<String> sessions = new ArrayDeque<>();

    Customer(Client client, Random random, Gate gate) {
        this.client = client;
        this.random = random;
        this.gate = gate;
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                visit();
            }
        } catch (InterruptedException e) {
            // the end of the run
        }
    }

    private void visit() throws InterruptedException {
        if (sessions.size() == MOST_SESSIONS) {
            client.become(sessions.removeFirst());
            gate.pass(() -> client.delete("/cart"));
        }
        client.become(null);
        for (int i = 4 + random.nextInt(8); i > 0; i--) {
            int product = product();
            gate.pass(() -> client.get("/products/" + product));
            think();
        }
        int product = product();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            gate.pass(() -> client.post("/cart", "product=" + product + "&quantity=1&note=" + NOTE));
            think();
        }
        if (random.nextInt(3) > 0) {
            gate.pass(() -> client.post("/orders", "product=" + product + "&quantity=1"));
        }
        @Nullable String session = client.cookie();
        if (session != null) {
            sessions.addLast(session);
        }
    }

    /** Some products are looked at far more often than others. */
    private int product() {
        double share = random.nextDouble();
        return 1 + (int) (share * share * PRODUCTS);
    }

    private void think() throws InterruptedException {
        Gate.linger(Duration.ofMillis(10 + random.nextInt(30)));
    }
}
