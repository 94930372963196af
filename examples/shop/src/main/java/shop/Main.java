package shop;

import java.io.IOException;
import java.io.InputStream;
import java.util.logging.LogManager;

/**
 * Starts the shop.
 *
 * <p>It runs until SIGTERM or SIGINT, which close it in an orderly way and end the JVM with its usual status for a
 * signal (143, 130). With {@code --self-test} it ends by itself: 0, or 1 if a request could not be sent. A command line
 * that is not understood gives 2.
 */
public final class Main {

    private Main() {}

    /**
     * Runs the shop.
     *
     * @param args {@code [--port N] [--self-test] <directory>}
     * @throws Exception if the database or the server cannot be started
     */
    public static void main(String[] args) throws Exception {
        configureLogging();
        Arguments arguments;
        try {
            arguments = Arguments.parse(args);
        } catch (IllegalArgumentException e) {
            System.err.println("shop: " + e.getMessage() + System.lineSeparator() + Arguments.USAGE);
            System.exit(2);
            return;
        }
        if (arguments.selfTest()) {
            System.exit(selfTest(arguments));
        }
        Shop shop = Shop.open(arguments.directory(), arguments.port());
        Runtime.getRuntime().addShutdownHook(new Thread(shop::close, "shop-shutdown"));
        System.out.println("shop listening on " + shop.address());
        shop.await();
    }

    private static int selfTest(Arguments arguments) throws Exception {
        try (Shop shop = Shop.open(arguments.directory(), arguments.port())) {
            new SelfTest(shop, System.out).run();
            return 0;
        } catch (IOException e) {
            System.err.println("shop: " + e);
            return 1;
        }
    }

    static void configureLogging() throws IOException {
        try (InputStream settings = Main.class.getResourceAsStream("logging.properties")) {
            LogManager.getLogManager().readConfiguration(settings);
        }
    }
}
