package shop;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The command line.
 *
 * @param directory where the database file and Tomcat's scratch files go
 * @param port the TCP port on 127.0.0.1; 0 lets the system pick one
 * @param selfTest whether to run the fixed list of requests and end
 */
record Arguments(Path directory, int port, boolean selfTest) {

    static final String USAGE = "usage: shop [--port N] [--self-test] <directory>";

    static Arguments parse(String... args) {
        @Nullable Path directory = null;
        int port = 8080;
        boolean selfTest = false;
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--port" -> {
                    if (++i == args.length) {
                        throw new IllegalArgumentException("--port needs a number");
                    }
                    port = port(args[i]);
                }
                case "--self-test" -> selfTest = true;
                default -> {
                    if (args[i].startsWith("-") || directory != null) {
                        throw new IllegalArgumentException("not understood: " + args[i]);
                    }
                    directory = Path.of(args[i]);
                }
            }
        }
        if (directory == null) {
            throw new IllegalArgumentException("a directory is missing");
        }
        return new Arguments(directory, selfTest ? 0 : port, selfTest);
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // said below, with the text that was given
        }
        throw new IllegalArgumentException("not a port: " + text);
    }
}
