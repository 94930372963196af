package dev.plimsoll.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The banner promises nothing that the log does not keep. */
class LogTest {
    @TempDir
    Path directory;

    @Test
    void tellsHowTheStartWent() {
        Path log = directory.resolve("agent.log");
        String configuration = "http.port=0,policy.ConnectionPool=safe,log.file=" + log;
        try (ChildJvm child = start(Map.of("PLIMSOLL_HTTP_PROT", "1"), configuration)) {
            List<String> lines = whenStarted(log);
            assertThat(lines).allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z .*"));
            assertThat(lines.get(0))
                    .contains("info Plimsoll ")
                    .contains(" starts on JDK " + System.getProperty("java.vm.version"))
                    .endsWith("process " + child.pid() + ", configured by agent argument");
            assertThat(lines)
                    .anyMatch(
                            line -> line.endsWith("info not as by default: http.port = 0 (agent argument), log.file = "
                                    + log + " (agent argument), policy.ConnectionPool = safe (agent argument)"))
                    .anyMatch(line -> line.contains("warn unknown key 'http.prot' (environment variable"))
                    .anyMatch(line -> line.contains("info memory is watched: pressure is elevated from 0.8"))
                    .anyMatch(line -> line.contains("info metrics at http://127.0.0.1:"))
                    .anyMatch(line -> line.endsWith("info Flight Recorder statistics are on"))
                    .anyMatch(line -> line.endsWith("info MBeans are registered"))
                    .noneMatch(line -> line.contains("discovery window"));
            assertThat(lines).last().asString().endsWith("info started");
            assertThat(child.err().lines().findFirst())
                    .hasValueSatisfying(line -> assertThat(line)
                            .matches("Plimsoll \\S+: metrics on a free port of 127.0.0.1, which is in "
                                    + Pattern.quote(log.toString())));
        }
    }

    @Test
    void isThereEvenWhenItHasNextToNothingToSay() {
        Path log = directory.resolve("agent.log");
        try (ChildJvm child = start(Map.of(), "http.port=0,log.level=error,log.file=" + log)) {
            assertThat(whenStarted(log)).hasSize(2);
            assertThat(child.alive()).isTrue();
        }
    }

    @Test
    void isTheDefaultOneWhereTheConfiguredOneCannotBeWritten() {
        Path nowhere = directory.resolve("none/agent.log");
        try (ChildJvm child = start(Map.of(), "http.port=0,log.file=" + nowhere)) {
            Path log = directory.resolve("plimsoll-" + child.pid() + ".log");
            assertThat(whenStarted(log))
                    .anyMatch(
                            line -> line.endsWith("warn log.file = '" + nowhere + "' cannot be written; using " + log));
            assertThat(child.err()).contains("which is in " + log + "; " + nowhere + " cannot be written\n");
        }
    }

    @Test
    void namesWhatIsMissingInTheEnd() throws IOException {
        Path log = directory.resolve("agent.log");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ChildJvm child = start(Map.of(), "http.port=" + taken.getLocalPort() + ",log.file=" + log)) {
            assertThat(whenStarted(log)).last().asString().endsWith("info started, but without metrics");
            assertThat(child.err())
                    .contains("metrics on http://127.0.0.1:" + taken.getLocalPort() + "/metrics unless " + log
                            + " says otherwise\n");
        }
    }

    @Test
    void marksThatDoNotAscendLeaveMemoryThere() {
        Path log = directory.resolve("agent.log");
        try (ChildJvm child = start(Map.of(), "http.port=0,memory.low=0.9,log.file=" + log)) {
            assertThat(whenStarted(log))
                    .filteredOn(line -> !line.contains(" info "))
                    .singleElement()
                    .asString()
                    .endsWith("warn memory.low = 0.9, memory.high = 0.8, memory.critical = 0.95 must ascend;"
                            + " using 0.70, 0.80, 0.95");
            assertThat(child.alive()).isTrue();
        }
    }

    private ChildJvm start(Map<String, String> environment, String configuration) {
        return ChildJvm.start(
                        Path.of(System.getProperty("java.home")),
                        environment,
                        "app.PoolApp",
                        "-Djava.io.tmpdir=" + directory,
                        ChildJvm.agent(configuration))
                .awaitReady();
    }

    private static List<String> whenStarted(Path log) {
        Waiting.until(() -> Files.exists(log) && ChildJvm.read(log).contains(" info started"));
        return ChildJvm.read(log)
                .lines()
                .filter(line -> !line.contains(" info adopted "))
                .toList();
    }
}
