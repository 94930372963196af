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

/** An example as a child JVM. Closing ends it. */
final class ExampleProcess implements AutoCloseable {

    static final String RECORDING = "plimsoll";
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration END = Duration.ofSeconds(15);

    private final Example example;
    private final Process process;
    private final Path data;
    private final Path log;
    private final CompletableFuture<URI> address = new CompletableFuture<>();

    private ExampleProcess(Example example, Process process, Path data, Path log) {
        this.example = example;
        this.process = process;
        this.data = data;
        this.log = log;
    }

    static ExampleProcess start(Layout layout, Example example, int httpPort) throws IOException {
        Files.createDirectories(layout.output());
        Files.deleteIfExists(layout.recording(example));
        Path data = Files.createTempDirectory("plimsoll-example-");
        Process process = new ProcessBuilder(example.command(layout, httpPort, data))
                .redirectError(layout.log(example).toFile())
                .start();
        ExampleProcess started = new ExampleProcess(example, process, data, layout.log(example));
        Thread reader = new Thread(started::readStdout, "plimsoll-example-stdout");
        reader.setDaemon(true);
        reader.start();
        return started;
    }

    private void readStdout() {
        String listening = example.label() + " listening on ";
        try (BufferedReader stdout = process.inputReader()) {
            for (String line = stdout.readLine(); line != null; line = stdout.readLine()) {
                if (line.startsWith(listening)) {
                    address.complete(URI.create(line.substring(listening.length())));
                }
            }
        } catch (IOException e) {
            // closed because the process was ended
        }
        address.completeExceptionally(new IOException("the " + example.label() + " ended before it listened"));
    }

    /** Blocks until it listens. */
    URI address() throws IOException, InterruptedException {
        try {
            return address.get(START.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException(Reasons.ofCause(e) + lastWords(), e);
        } catch (TimeoutException e) {
            throw new IOException(
                    "the " + example.label() + " did not listen within " + START.toSeconds() + " s" + lastWords(), e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** Throws if the process has ended or is about to, which is not its decision to take. */
    void requireAlive() throws IOException, InterruptedException {
        if (process.waitFor(500, TimeUnit.MILLISECONDS)) {
            throw new IOException("the " + example.label() + " ended with status " + process.exitValue() + lastWords());
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
