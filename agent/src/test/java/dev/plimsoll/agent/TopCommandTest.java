package dev.plimsoll.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code java -jar plimsoll-agent.jar top <pid>}, in a terminal and without one. */
class TopCommandTest {
    private static final Path SCRIPT = Path.of("/usr/bin/script"); // of util-linux: gives a program a terminal
    private static final String ALTERNATE_SCREEN = "\u001b[?1049h";
    private static final String MAIN_SCREEN = "\u001b[?1049l";
    private static final String CURSOR_ON = "\u001b[?25h";
    private static final int CTRL_C = 3;
    private static final int INTERRUPTED = 130;

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("dev.plimsoll.agent.ChildJvm#jdks")
    void printsALineASecondUntilTheApplicationEnds(Path jdk) {
        try (ChildJvm application = application(jdk);
                ChildJvm top = ChildJvm.launch(command(jdk, application, "--plain"), Map.of())) {
            Waiting.until(() -> top.out().lines().count() >= 2);
            application.end(0);

            assertThat(top.await()).as(top::err).isZero();
            assertThat(top.out().lines())
                    .allMatch(line -> line.matches(
                            "\\d+:\\d\\d \\| memory (live heap|heap, garbage included) .*\\| pool orders \\d of 7 .*"));
            assertThat(top.err()).isEqualTo("top: " + application.pid() + " has ended\n");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.plimsoll.agent.ChildJvm#jdks")
    void drawsInATerminalUntilQ(Path jdk) {
        assertDrawsUntil('q', 0, jdk);
    }

    @ParameterizedTest
    @MethodSource("dev.plimsoll.agent.ChildJvm#jdks")
    void drawsInATerminalUntilCtrlC(Path jdk) {
        assertDrawsUntil(CTRL_C, INTERRUPTED, jdk);
    }

    @Test
    void saysThatTheAgentIsNotThere() {
        Path jdk = Path.of(System.getProperty("java.home"));
        try (ChildJvm bare = ChildJvm.start(jdk, "app.PoolApp").awaitReady();
                ChildJvm top = ChildJvm.launch(command(jdk, bare), Map.of())) {
            assertThat(top.await()).isOne();
            assertThat(top.out()).isEmpty();
            assertThat(top.err()).isEqualTo("top: the agent is not on " + bare.pid() + ", or not ready yet\n");
        }
    }

    private void assertDrawsUntil(int key, int status, Path jdk) {
        assumeTrue(Files.isExecutable(SCRIPT), "there is no " + SCRIPT);
        try (ChildJvm application = application(jdk);
                ChildJvm terminal = ChildJvm.launch(
                        List.of(
                                SCRIPT.toString(),
                                "--quiet",
                                "--return",
                                "--command",
                                String.join(" ", command(jdk, application)),
                                directory.resolve("typescript").toString()),
                        Map.of("TERM", "xterm"))) {
            Waiting.until(() -> terminal.out().contains("POOL orders"));
            assertThat(terminal.end(key)).isEqualTo(status);

            assertThat(terminal.out())
                    .containsOnlyOnce(ALTERNATE_SCREEN)
                    .containsOnlyOnce(MAIN_SCREEN)
                    .containsSubsequence(ALTERNATE_SCREEN, "PLIMSOLL", MAIN_SCREEN)
                    .contains("app.PoolApp, pid " + application.pid(), "MEMORY ", " of 7")
                    .endsWith(CURSOR_ON);
            assertThat(application.alive()).isTrue();
        }
    }

    /** Waits for the last of the MBeans that are looked at. */
    private ChildJvm application(Path jdk) {
        Path log = directory.resolve("agent.log");
        ChildJvm application = ChildJvm.start(jdk, "app.PoolApp", ChildJvm.agent("http.port=0,log.file=" + log))
                .awaitReady();
        Waiting.until(() -> {
            try (ChildJvm top = ChildJvm.launch(command(jdk, application, "--plain"), Map.of())) {
                Waiting.until(() -> !top.alive() || !top.out().isEmpty());
                return top.out().contains("pool orders");
            }
        });
        return application;
    }

    private static List<String> command(Path jdk, ChildJvm application, String... options) {
        List<String> command =
                new ArrayList<>(List.of(jdk.resolve("bin/java").toString(), "-jar", ChildJvm.AGENT.toString(), "top"));
        command.addAll(List.of(options));
        command.add(Long.toString(application.pid()));
        return command;
    }
}
