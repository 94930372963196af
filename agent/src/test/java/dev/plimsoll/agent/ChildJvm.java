package dev.plimsoll.agent;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A JVM of its own that runs an application; ends with the test. Its streams go to files, byte for byte. */
final class ChildJvm implements AutoCloseable {
    static final Path AGENT = Path.of(System.getProperty("agent.jar"));

    private final Process process;
    private final Path out;
    private final Path err;

    private ChildJvm(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts {@code java <options> <main class>} of a JDK with the class path of the tests. */
    static ChildJvm start(Path jdk, String mainClass, String... options) {
        return start(jdk, Map.of(), mainClass, options);
    }

    static ChildJvm start(Path jdk, Map<String, String> environment, String mainClass, String... options) {
        List<String> command = new ArrayList<>(List.of(jdk.resolve("bin/java").toString(), "-Xmx128m"));
        command.addAll(Arrays.asList(options));
        command.addAll(List.of("-cp", applicationClassPath(), mainClass));
        return launch(command, environment);
    }

    static ChildJvm launch(List<String> command, Map<String, String> environment) {
        try {
            Path out = Files.createTempFile("child", ".out");
            Path err = Files.createTempFile("child", ".err");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("PLIMSOLL_"));
            builder.environment().putAll(environment);
            return new ChildJvm(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The applications and their libraries; nothing of Plimsoll. */
    private static String applicationClassPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(element -> element.matches(".*(test-classes|HikariCP|h2|slf4j)[^/]*"))
                .reduce((a, b) -> a + File.pathSeparator + b)
                .orElseThrow();
    }

    static String agent(String argument) {
        return "-javaagent:" + AGENT + "=" + argument;
    }

    /** The JDK that runs the tests, and every other below /usr/lib/jvm. */
    static List<Path> jdks() {
        try (Stream<Path> others = Files.list(Path.of("/usr/lib/jvm"))) {
            return Stream.concat(
                            Stream.of(Path.of(System.getProperty("java.home"))),
                            others.filter(path -> Files.isExecutable(path.resolve("bin/javac"))))
                    .map(ChildJvm::real)
                    .distinct()
                    .toList();
        } catch (IOException e) {
            return List.of(Path.of(System.getProperty("java.home")));
        }
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    ChildJvm awaitReady() {
        Awaitility.await("ready").atMost(60, TimeUnit.SECONDS).until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError("ended with " + process.exitValue() + ": " + out() + err());
            }
            return out().contains("ready");
        });
        return this;
    }

    /** Ends the application's input with one byte, which is to be its exit status. */
    int end(int status) {
        try (OutputStream input = process.getOutputStream()) {
            input.write(status);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return await();
    }

    int await() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("the JVM does not end: " + out() + err());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
