package servicedesk.traffic;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/**
 * Puts traffic on a service desk and prints its own count, a line each second and one at the end. A key, with Enter,
 * ends it early. Exit status 0 if nothing
 * went wrong on this side and every socket is closed.
 */
public final class Main {

    private static final long SEED = 1876;

    /** Longer than the desk, with a ping each second, needs to miss somebody. */
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private Main() {}

    /**
     * Runs the traffic.
     *
     * @param args where the desk listens, and for how many seconds
     * @throws InterruptedException never
     */
    public static void main(String[] args) throws InterruptedException {
        if (args.length != 2 || !args[1].matches("[0-9]{1,5}")) {
            System.err.println("usage: servicedesk.traffic.Main <http://host:port> <seconds>");
            System.exit(2);
        }
        Traffic traffic = new Traffic(URI.create(args[0]), SEED, SILENCE);
        Ledger ledger = traffic.ledger();
        Thread keys = new Thread(() -> closeOnKey(traffic), "traffic-keys");
        keys.setDaemon(true);
        keys.start();
        traffic.run(Duration.ofSeconds(Integer.parseInt(args[1])), () -> System.out.println("count " + ledger));
        System.out.println("count " + ledger);
        ledger.problems().forEach(System.err::println);
        System.exit(ledger.get(Ledger.Entry.PROBLEMS) == 0 && ledger.get(Ledger.Entry.OPEN) == 0 ? 0 : 1);
    }

    private static void closeOnKey(Traffic traffic) {
        try {
            if (System.in.read() >= 0) {
                traffic.close();
            }
        } catch (IOException e) {
            System.err.println("traffic: no keys: " + e.getMessage());
        }
    }
}
