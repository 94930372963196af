package servicedesk.traffic;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Technicians and customers for a while; afterwards the technicians finish what was ordered and leave. Each has a random
 * generator of its own with a seed: what they do is the same in every run, how much depends on the time.
 */
final class Traffic {

    private static final int TECHNICIANS = 12;

    /** More than can be ordered within an hour at the pace of the customers. */
    private static final int ORDERS = 500_000;

    private static final Duration LAST_ORDERS = Duration.ofSeconds(60);

    private final Ledger ledger = new Ledger();
    private final URI desk;
    private final long seed;
    private final Duration silence;
    private volatile boolean closing;

    /**
     * Prepares the traffic.
     *
     * @param desk where the service desk listens, with the scheme http
     * @param seed of everything random
     * @param silence how long one that falls silent keeps its socket
     */
    Traffic(URI desk, long seed, Duration silence) {
        this.desk = desk;
        this.seed = seed;
        this.silence = silence;
    }

    Ledger ledger() {
        return ledger;
    }

    /** Runs it; {@code everySecond} is called while it does. Returns when all have left. */
    void run(Duration duration, Runnable everySecond) throws InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < TECHNICIANS; i++) {
            URI socket = URI.create("ws" + desk.toString().substring("http".length()) + "/desk/technician" + i);
            threads.add(start(new Technician(client, socket, ledger, new Random(seed + i), silence, this::isClosing)));
        }
        Thread customers = start(new Customers(client, desk, ledger, new Random(seed - 1), ORDERS, this::isClosing));
        long end = System.nanoTime() + duration.toNanos();
        while (!closing && System.nanoTime() - end < 0) {
            TimeUnit.SECONDS.sleep(1);
            everySecond.run();
        }
        closing = true;
        customers.join();
        long deadline = System.nanoTime() + LAST_ORDERS.toNanos();
        for (Thread thread : threads) {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
            if (thread.isAlive()) {
                ledger.problem("not all orders were finished within " + LAST_ORDERS.toSeconds() + " s");
                thread.interrupt();
            }
        }
    }

    /** Ends it before its time. */
    void close() {
        closing = true;
    }

    private boolean isClosing() {
        return closing;
    }

    private static Thread start(Runnable role) {
        Thread thread = new Thread(role, "traffic-" + role.getClass().getSimpleName());
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
