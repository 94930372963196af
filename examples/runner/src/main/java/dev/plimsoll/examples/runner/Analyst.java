package dev.plimsoll.examples.runner;

import java.time.Duration;
import java.util.Random;

/** Asks for reports, each of which holds a database connection for a while. */
final class Analyst implements Runnable {

    private final Client client;
    private final Random random;
    private final Gate gate;

    Analyst(Client client, Random random, Gate gate) {
        this.client = client;
        this.random = random;
        this.gate = gate;
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                int millis = 200 + random.nextInt(1_000);
                gate.pass(() -> client.get("/report?millis=" + millis));
                Gate.linger(Duration.ofMillis(random.nextInt(800)));
            }
        } catch (InterruptedException e) {
            // the end of the run
        }
    }
}
