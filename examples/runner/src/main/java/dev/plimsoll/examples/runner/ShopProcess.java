package dev.plimsoll.examples.runner;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** The shop as a child JVM under the agent. Closing ends it. */
final class ShopProcess implements AutoCloseable {

    /** The name that HikariCP's configuration in the shop gives its pool. */
    static final String POOL = "shop";

    /** As in that configuration. */
    static final int MAXIMUM_POOL_SIZE = 10;

    static final String RECORDING = "plimsoll";
    private static final String MAXIMUM_HEAP = "-Xmx64m"; // small, so that a minute of traffic shows on the bar
    private static final String LISTENING = "shop listening on ";
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration END = Duration.ofSeconds(15);

    private final Process process;
    private final Path data;
    private final Path log;
    private final CompletableFuture<URI> address = new CompletableFuture<>();

    private ShopProcess(Process process, Path data, Path log) {
        this.process = process;
        this.data = data;
        this.log = log;
    }

    static ShopProcess start(Layout layout, int httpPort) throws IOException {
        Files.createDirectories(layout.output());
        Files.deleteIfExists(layout.recording());
        Path data = Files.createTempDirectory("plimsoll-example-");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-javaagent:" + layout.agent() + "=http.port=" + httpPort,
                        MAXIMUM_HEAP,
                        "-XX:StartFlightRecording:" + recording(layout.recording()),
                        "-jar",
                        layout.shop().toString(),
                        "--port",
                        "0",
                        data.toString())
                .redirectError(layout.log().toFile())
                .start();
        ShopProcess shop = new ShopProcess(process, data, layout.log());
        Thread reader = new Thread(shop::readStdout, "plimsoll-example-stdout");
        reader.setDaemon(true);
        reader.start();
        return shop;
    }

    private static String recording(Path file) {
        return "name=" + RECORDING + ",filename=" + file
                + ",settings=default,dumponexit=true"
                // The plus sign lets the JVM set an event that is registered later; without it 17 and 25 ignore this.
                + ",+" + RecordedPool.EVENT + "#enabled=true,+" + RecordedPool.EVENT + "#period=1s";
    }

    private void readStdout() {
        try (BufferedReader stdout = process.inputReader()) {
            for (String line = stdout.readLine(); line != null; line = stdout.readLine()) {
                if (line.startsWith(LISTENING)) {
                    address.complete(URI.create(line.substring(LISTENING.length())));
                }
            }
        } catch (IOException e) {
            // closed because the process was ended
        }
        address.completeExceptionally(new IOException("the shop ended before it listened"));
    }

    /** Blocks until the shop listens. */
    URI address() throws IOException, InterruptedException {
        try {
            return address.get(START.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException(Reasons.ofCause(e) + lastWords(), e);
        } catch (TimeoutException e) {
            throw new IOException("the shop did not listen within " + START.toSeconds() + " s" + lastWords(), e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** Throws if the process has ended or is about to, which is not its decision to take. */
    void requireAlive() throws IOException, InterruptedException {
        if (process.waitFor(500, TimeUnit.MILLISECONDS)) {
            throw new IOException("the shop ended with status " + process.exitValue() + lastWords());
        }
    }

    private String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(log);
        List<String> last = lines.subList(Math.max(0, lines.size() - 10), lines.size());
        return last.isEmpty() ? "" : "; its last words are in " + log + ":\n  " + String.join("\n  ", last);
    }

    /** Asks it to end, insists after a while, and removes its data. Does nothing the second time. */
    @Override
    public void close() {
        process.toHandle().destroy();
        try {
            if (!process.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        deleteData();
    }

    private void deleteData() {
        if (!Files.exists(data)) {
            return;
        }
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println("examples/run: " + data + " remains: " + e.getMessage());
        }
    }
}
