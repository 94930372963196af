package dev.plimsoll.examples.runner;

import java.time.Duration;

/**
 * The command line of {@code examples/run}.
 *
 * @param duration how long to run, the last comparison of the views included
 * @param plain whether to print lines instead of a live view
 * @param example which one
 */
record Options(Duration duration, boolean plain, Example example) {

    static final String USAGE = """
            usage: examples/run [--seconds N] [--plain] [example]

            Runs an example under Plimsoll, puts traffic on it and shows its load lines.

              --seconds N  end after N seconds, at least 5 (default 60)
              --plain      print lines instead of a live view, as where there is no terminal
              example      shop (default): knows nothing of Plimsoll, runs under the agent
                           service-desk: uses the library; work over WebSockets, some of
                           which vanish; ends when nothing is left of them

            Exit status: 0 if JMX, Prometheus and JFR answered and agree with the application
            (service-desk: with its clients, and nothing is leaked), 1 if not, 2 if the command line is not understood, 130 after Ctrl-C.""";

    private static final int LEAST_SECONDS = 5;
    private static final int MOST_SECONDS = 86_400;

    static Options parse(String... args) {
        Duration duration = Duration.ofSeconds(60);
        boolean plain = false;
        Example example = Example.SHOP;
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--seconds" -> duration = Duration.ofSeconds(seconds(++i < args.length ? args[i] : ""));
                case "--plain" -> plain = true;
                default -> {
                    String label = args[i];
                    example = Example.of(label)
                            .orElseThrow(() -> new IllegalArgumentException("not understood: " + label));
                }
            }
        }
        return new Options(duration, plain, example);
    }

    private static int seconds(String text) {
        if (text.matches("[0-9]{1,5}")) {
            int seconds = Integer.parseInt(text);
            if (seconds >= LEAST_SECONDS && seconds <= MOST_SECONDS) {
                return seconds;
            }
        }
        throw new IllegalArgumentException(
                "--seconds needs a number from " + LEAST_SECONDS + " to " + MOST_SECONDS + ", not '" + text + "'");
    }
}
