package servicedesk;

import java.time.Duration;

/**
 * The command line.
 *
 * @param port the TCP port on 127.0.0.1; 0 lets the system pick one
 * @param metricsPort the port for Prometheus; 0 lets the system pick one
 * @param ping how often each technician is pinged
 * @param silence after how long without a sign of life a technician counts as gone
 */
record Arguments(int port, int metricsPort, Duration ping, Duration silence) {

    static final String USAGE = "usage: service-desk [--port N] [--metrics-port N] [--ping-seconds N]";

    /** A connection is given up when so many pings in a row were not answered. */
    private static final int UNANSWERED_PINGS = 3;

    private static final int HIGHEST_PORT = 65_535;
    private static final int LONGEST_PING_SECONDS = 3_600;

    static Arguments parse(String... args) {
        int port = 8080;
        int metricsPort = 11_876;
        int pingSeconds = 10;
        for (int i = 0; i < args.length; i += 2) {
            String value = i + 1 < args.length ? args[i + 1] : "";
            switch (args[i]) {
                case "--port" -> port = number(args[i], value, 0, HIGHEST_PORT);
                case "--metrics-port" -> metricsPort = number(args[i], value, 0, HIGHEST_PORT);
                case "--ping-seconds" -> pingSeconds = number(args[i], value, 1, LONGEST_PING_SECONDS);
                default -> throw new IllegalArgumentException("not understood: " + args[i]);
            }
        }
        return withPing(port, metricsPort, Duration.ofSeconds(pingSeconds));
    }

    static Arguments withPing(int port, int metricsPort, Duration ping) {
        return new Arguments(port, metricsPort, ping, ping.multipliedBy(UNANSWERED_PINGS));
    }

    private static int number(String option, String text, int least, int most) {
        if (text.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw new IllegalArgumentException(
                option + " needs a number from " + least + " to " + most + ", not '" + text + "'");
    }
}
