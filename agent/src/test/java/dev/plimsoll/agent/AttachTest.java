package dev.plimsoll.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line {@code attach} shows what came of it. */
class AttachTest {
    @TempDir
    Path directory;

    @Test
    void showsWhereMetricsAndLogAreAndWhatIsWrong() throws IOException {
        Files.writeString(directory.resolve("plimsoll.yaml"), "{http.port: 0, htp.port: 1, discovery.window: 1 ms}");
        try (ChildJvm child = application("app.PoolApp");
                ChildJvm attach = attach(child.pid(), "plimsoll.yaml")) {
            assertThat(attach.await()).as(attach::err).isZero();
            assertThat(attach.out())
                    .startsWith("attached to " + child.pid() + "\n")
                    .containsPattern("\nmetrics at http://127.0.0.1:\\d+/metrics\n")
                    .endsWith("\nlog in " + log(child) + "\n");
            assertThat(attach.err())
                    .isEqualTo("warning: unknown key 'htp.port' is ignored; did you mean 'http.port'?\n");
        }
    }

    @Test
    void warnsOfAPartThatIsMissing() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ChildJvm child = application("app.PoolApp");
                ChildJvm attach = attach(child.pid(), "http.port=" + taken.getLocalPort())) {
            assertThat(attach.await()).isZero();
            assertThat(attach.err()).startsWith("error: metrics is missing: port " + taken.getLocalPort());
            assertThat(attach.out()).startsWith("attached to").doesNotContain("metrics at");
        }
    }

    @Test
    void looksOnceMoreWhenAttachedAgain() {
        String looks = "the running agent stays as it is and looks once more for components; its log is ";
        Path own = directory.resolve("own.log");
        try (ChildJvm child = application("app.PoolApp");
                ChildJvm first = attach(child.pid(), "http.port=0,discovery.window=2s,log.file=" + own)) {
            assertThat(first.await()).isZero();
            assertThat(first.out())
                    .contains("discovery window is open for 2 s: looks for components in use of"
                            + " com.zaxxer.hikari.HikariDataSource (1 loaded)\n");
            try (ChildJvm early = attach(child.pid())) {
                assertThat(early.await()).isZero();
            }
            String closed = "discovery window is closed: found ";
            Waiting.until(() -> ChildJvm.read(own).contains(closed + "1: ConnectionPool/orders\n"));
            try (ChildJvm second = attach(child.pid())) {
                assertThat(second.await()).isZero();
                assertThat(second.out()).isEqualTo("attached again without an argument; " + looks + own + "\n");
            }
            Waiting.until(() -> ChildJvm.read(own).contains(closed + "nothing more; a pool that is not borrowed from"));
            assertThat(ChildJvm.read(own).lines().filter(line -> line.contains("window is open")))
                    .hasSize(2);
            try (ChildJvm third = attach(child.pid(), "http.port=1,log.file=" + own)) {
                assertThat(third.await()).isZero();
                assertThat(third.out()).contains("attached again with 'http.port=1,log.file=", looks + own);
            }
        }
    }

    @Test
    void tellsThatNothingWasInUse() {
        try (ChildJvm child = application("app.MainWaits");
                ChildJvm attach = attach(child.pid(), "http.port=0,discovery.window=10ms")) {
            assertThat(attach.await()).isZero();
            assertThat(attach.out())
                    .contains("for 0.01 s: looks for components in use of")
                    .contains("(0 loaded)");
            Waiting.until(() -> ChildJvm.read(log(child))
                    .contains("discovery window is closed: found nothing; a pool that is not borrowed from meanwhile is"
                            + " not found; attach again to look once more"));
        }
    }

    @Test
    void failsWhenTheAgentDoesNotStart() {
        try (ChildJvm child = application("app.PoolApp");
                ChildJvm attach = attach(child.pid(), "enabled=off")) {
            assertThat(attach.await()).isOne();
            assertThat(attach.err())
                    .startsWith("the agent does not run in process " + child.pid())
                    .contains(log(child).toString(), "switched off");
            assertThat(attach.out()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999", "-5x", "99999999999999999999"})
    void noSuchProcess(String pid) {
        try (ChildJvm attach = command("--wait=1", "--", pid)) {
            assertThat(attach.await()).isOne();
            assertThat(attach.err()).isEqualTo("attach: no JVM with pid " + pid + "\n");
        }
    }

    @Test
    void helpHasTheExitCodes() {
        try (ChildJvm help = command("--help")) {
            assertThat(help.await()).isZero();
            assertThat(help.out()).contains("Exit codes:", "  0   the agent runs", "  1   the agent does not run");
        }
    }

    private ChildJvm application(String main) {
        return ChildJvm.start(Path.of(System.getProperty("java.home")), main, "-Djava.io.tmpdir=" + directory)
                .awaitReady();
    }

    private Path log(ChildJvm child) {
        return directory.resolve("plimsoll-" + child.pid() + ".log");
    }

    private ChildJvm attach(long pid, String... configuration) {
        List<String> arguments = new ArrayList<>(List.of(
                List.of(configuration).contains("enabled=off") ? "--wait=1" : "--wait=60", String.valueOf(pid)));
        arguments.addAll(List.of(configuration));
        return command(arguments.toArray(String[]::new));
    }

    /** In a working directory of its own, which the shell enters. */
    private ChildJvm command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "sh",
                "-c",
                "cd \"$0\" && exec \"$@\"",
                directory.toString(),
                System.getProperty("java.home") + "/bin/java",
                "-jar",
                ChildJvm.AGENT.toString(),
                "attach"));
        command.addAll(List.of(arguments));
        return ChildJvm.launch(command, Map.of());
    }
}
