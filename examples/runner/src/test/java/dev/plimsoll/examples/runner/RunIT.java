package dev.plimsoll.examples.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code examples/run} as a newcomer does. Runs after the jars are packaged. */
class RunIT {

    private static final Path ROOT = Path.of(System.getProperty("plimsoll.root"));
    private static final Pattern PID = Pattern.compile("its pid is ([0-9]+)\\.");

    @TempDir
    Path temporary;

    @Test
    void showsTheShopAndComparesTheViews() throws Exception {
        Output output = run(Map.of(), "--seconds", "8", "--plain");

        assertThat(output.status).as(output.text).isZero();
        assertThat(output.text)
                .containsPattern(
                        "(?m)^0:[0-9]{2} \\| memory (live heap|heap, garbage included) .* \\| pool shop [0-9]+ of 10 .* sessions [1-9]")
                .contains(
                        "                       application   JMX   Prometheus   JFR",
                        "activeConnections               10    10           10    10",
                        "idleConnections                  0     0            0     0",
                        "totalConnections                10    10           10    10",
                        "waitingThreads                   2     2            2     2",
                        "/metrics")
                .doesNotContain("failed");
        assertThat(ProcessHandle.of(output.pid())).isEmpty();
        assertThat(ROOT.resolve("examples/target/shop.jfr")).isNotEmptyFile();
    }

    @Test
    void leavesNothingOfTheServiceDesk() throws Exception {
        Output output = run(Map.of(), "service-desk", "--seconds", "12", "--plain");

        assertThat(output.status).as(output.text).isZero();
        assertThat(output.text)
                .containsPattern(
                        "(?m)^0:[0-9]{2} \\| memory (live heap|heap, garbage included) .* \\| pool desk [0-9]+ of 50 .* welcomed [1-9]")
                .contains(
                        "                                          traffic   JMX   Prometheus   JFR",
                        "ConnectionPool totalConnections                 0     0            0     0",
                        "ResourceTracker liveResources webSocket         0     0            0     0",
                        "SessionManager activeSessions                   0     0            0     0",
                        "WorkOrderQueue inProgressOrders                 0     0            0     0",
                        "agreed with the traffic after it had ended.")
                .containsPattern("(?m)^SessionManager ended DISCONNECTED +[1-9]");
        assertThat(ProcessHandle.of(output.pid())).isEmpty();
        assertThat(ROOT.resolve("examples/target/service-desk.jfr")).isNotEmptyFile();
    }

    @Test
    void failsWhenAViewDoesNotAnswer() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Map<String, String> environment = Map.of("PLIMSOLL_HTTP_PORT", Integer.toString(taken.getLocalPort()));

            Output output = run(environment, "--seconds", "5", "--plain");

            assertThat(output.status).as(output.text).isOne();
            assertThat(output.text).contains("Prometheus did not answer: ", "the views do not all agree");
            assertThat(ProcessHandle.of(output.pid())).isEmpty();
        }
    }

    @Test
    void endsTheShopOnSigterm() throws Exception {
        Path text = temporary.resolve("text");
        Process process = start(Map.of(), text, "--plain");
        try {
            await().atMost(60, TimeUnit.SECONDS)
                    .until(() -> Files.readString(text).contains("| pool shop "));
            long pid = new Output(0, Files.readString(text)).pid();
            assertThat(ProcessHandle.of(pid)).isPresent();

            process.toHandle().destroy();

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(128 + 15);
            assertThat(ProcessHandle.of(pid)).isEmpty();
            assertThat(Files.readString(text)).doesNotContain("examples/run:");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void explainsItself() throws Exception {
        assertThat(run(Map.of(), "--help")).isEqualTo(new Output(0, Options.USAGE + "\n"));
        assertThat(run(Map.of(), "--nonsense"))
                .isEqualTo(new Output(2, "examples/run: not understood: --nonsense\n" + Options.USAGE + "\n"));
        assertThat(run(Map.of("JAVA_HOME", "/nowhere")))
                .isEqualTo(new Output(1, "examples/run: JAVA_HOME is /nowhere, but there is no /nowhere/bin/java\n"));
    }

    private record Output(int status, String text) {

        long pid() {
            Matcher matcher = PID.matcher(text);
            assertThat(matcher.find()).as(text).isTrue();
            return Long.parseLong(matcher.group(1));
        }
    }

    private Output run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        Path text = Files.createTempFile(temporary, "text", "");
        Process process = start(environment, text, arguments);
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.toHandle().destroy(); // its shutdown hook ends the shop
        }
        return new Output(process.exitValue(), Files.readString(text));
    }

    private static Process start(Map<String, String> environment, Path text, String... arguments) throws IOException {
        List<String> command = Stream.concat(
                        Stream.of(ROOT.resolve("examples/run").toString()), Stream.of(arguments))
                .toList();
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(text.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        return builder.start();
    }
}
