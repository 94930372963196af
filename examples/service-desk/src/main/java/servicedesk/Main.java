package servicedesk;

import java.io.InputStream;
import java.util.logging.LogManager;

/** Starts the service desk, which runs until SIGTERM or SIGINT. A command line that is not understood gives 2. */
public final class Main {

    private Main() {}

    /**
     * Runs the service desk.
     *
     * @param args {@code [--port N] [--metrics-port N] [--ping-seconds N]}
     * @throws Exception if a server cannot be started
     */
    public static void main(String[] args) throws Exception {
        try (InputStream settings = Main.class.getResourceAsStream("logging.properties")) {
            LogManager.getLogManager().readConfiguration(settings);
        }
        Arguments arguments;
        try {
            arguments = Arguments.parse(args);
        } catch (IllegalArgumentException e) {
            System.err.println("service-desk: " + e.getMessage() + System.lineSeparator() + Arguments.USAGE);
            System.exit(2);
            return;
        }
        ServiceDesk desk = ServiceDesk.open(arguments);
        Runtime.getRuntime().addShutdownHook(new Thread(desk::close, "service-desk-shutdown"));
        System.out.println("metrics at " + desk.metrics());
        System.out.println("service-desk listening on " + desk.address());
        desk.await();
    }
}
