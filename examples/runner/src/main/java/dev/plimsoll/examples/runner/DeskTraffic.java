package dev.plimsoll.examples.runner;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The traffic of the service desk as a child JVM. Closing ends it. */
final class DeskTraffic implements AutoCloseable {

    /** What it takes, at the end, to finish what was ordered, to find the last who vanished and to compare. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(8);

    private static final Duration LEAST = Duration.ofSeconds(3);
    private static final Pattern COUNT = Pattern.compile("([a-z_]+)=([0-9]{1,18})");

    private final Process process;
    private final Path log;
    private final Thread reader;
    private volatile Map<String, Long> counts = Map.of();

    private DeskTraffic(Process process, Path log) {
        this.process = process;
        this.log = log;
        reader = new Thread(this::read, "plimsoll-example-traffic");
        reader.setDaemon(true);
        reader.start();
    }

    static DeskTraffic start(Layout layout, URI desk, Duration duration) throws IOException {
        Duration busy = duration.minus(AFTERWARDS);
        Path log = layout.output().resolve("service-desk-traffic.log");
        Process process = new ProcessBuilder(
                        Layout.java(),
                        "-cp",
                        layout.jar(Example.SERVICE_DESK).toString(),
                        "servicedesk.traffic.Main",
                        desk.toString(),
                        Long.toString((busy.compareTo(LEAST) < 0 ? LEAST : busy).toSeconds()))
                .redirectError(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "plimsoll-example-traffic-end"));
        return new DeskTraffic(process, log);
    }

    private void read() {
        try (BufferedReader stdout = process.inputReader()) {
            for (String line = stdout.readLine(); line != null; line = stdout.readLine()) {
                Map<String, Long> read = new HashMap<>();
                for (Matcher count = COUNT.matcher(line); count.find(); ) {
                    read.put(count.group(1), Long.valueOf(count.group(2)));
                }
                counts = read;
            }
        } catch (IOException e) {
            // closed because the process was ended
        }
    }

    boolean isOn() {
        return process.isAlive();
    }

    /** Lets it begin no more, finish what it has begun, and end. */
    void finish() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    /** What it counted last, 0 if it did not. */
    long count(String name) {
        return counts.getOrDefault(name, 0L);
    }

    /** Waits for the last line, and returns what it counted in it. */
    Reading reading() throws NoAnswerException, InterruptedException {
        reader.join(TimeUnit.SECONDS.toMillis(10));
        if (!counts.containsKey("open")) {
            throw new NoAnswerException("the traffic printed no count");
        }
        Map<String, Long> figures = new HashMap<>();
        DeskFigures.ALL.forEach(figure -> figures.put(figure.title(), count(figure.count())));
        return new Reading(figures);
    }

    int status() throws InterruptedException {
        return process.waitFor();
    }

    Path log() {
        return log;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
