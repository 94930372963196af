package dev.plimsoll.examples.runner;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;

/**
 * Customers and analysts of the shop: a few threads, each with a random generator of its own and a fixed seed, that send
 * one request at a time and pause in between. What they send is the same in every run, how much depends on the time.
 */
final class Traffic implements AutoCloseable {

    private static final int CUSTOMERS = 4;
    private static final int ANALYSTS = 4;
    private static final long SEED = 1876; // the year of the Merchant Shipping Act that made the load line law

    private final Gate gate = new Gate();
    private final LongAdder requests = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final List<Thread> threads = new ArrayList<>();

    Traffic(URI shop) {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        for (int i = 0; i < CUSTOMERS; i++) {
            start(
                    "customer-" + i,
                    new Customer(new Client(http, shop, requests, failures), new Random(SEED + i), gate));
        }
        for (int i = 0; i < ANALYSTS; i++) {
            start("analyst-" + i, new Analyst(new Client(http, shop, requests, failures), new Random(-SEED - i), gate));
        }
    }

    private void start(String name, Runnable role) {
        Thread thread = new Thread(role, "plimsoll-example-" + name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    /** Lets everybody finish the request they are in, and then wait. Returns when the last one waits. */
    void pause() throws InterruptedException {
        gate.close();
    }

    void resume() {
        gate.open();
    }

    long requests() {
        return requests.sum();
    }

    long failures() {
        return failures.sum();
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
