package dev.plimsoll.examples.runner;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Looks at some products, puts a few into the cart with a long note for the gift card, and often orders. After a number
 * of visits everybody has been there: then they come back in turn, and only look and order, so that the sessions do not
 * grow for ever.
 */
final class Customer implements Runnable {

    private static final int PRODUCTS = 500;
    private static final int MOST_SESSIONS = 250;
    private static final String NOTE = "With+the+best+wishes+".repeat(800);

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
        boolean isNew = sessions.size() < MOST_SESSIONS;
        client.become(isNew ? null : sessions.pollFirst());
        for (int i = 4 + random.nextInt(8); i > 0; i--) {
            int product = product();
            gate.pass(() -> client.get("/products/" + product));
            think();
        }
        int product = product();
        for (int i = isNew ? 1 + random.nextInt(3) : 0; i > 0; i--) {
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
