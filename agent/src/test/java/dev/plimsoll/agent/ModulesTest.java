package dev.plimsoll.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where the JVM has few modules, what needs one that is missing is missing, and nothing else. */
class ModulesTest {
    private static final String MEMORY_SERIES = "plimsoll_memory_used_heap_bytes ";
    private static final String MEMORY_EVENT = "dev.plimsoll.MemoryStatistics";
    private static final String OWN_EVENT = "dev.plimsoll.PlimsollStatistics";

    @TempDir
    Path directory;

    private Path log;
    private Path recording;

    /** An application that is one module and requires nothing. */
    @BeforeEach
    void compileTheApplication() throws IOException {
        log = directory.resolve("agent.log");
        recording = directory.resolve("recording.jfr");
        Path module = Files.writeString(directory.resolve("module-info.java"), "module host {}");
        Path main = Files.writeString(directory.resolve("Main.java"), """
                package host;

                public final class Main {
                    public static void main(String[] arguments) throws java.io.IOException {
                        System.out.println("ready");
                        int status = System.in.read();
                        System.err.println("ends");
                        System.exit(status);
                    }
                }
                """);
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "--release",
                                "17",
                                "-d",
                                directory.resolve("modules").toString(),
                                module.toString(),
                                main.toString()))
                .isZero();
    }

    @ParameterizedTest
    @MethodSource("dev.plimsoll.agent.ChildJvm#jdks")
    void onTheModulePathMetricsNeedAFlag(Path jdk) throws IOException {
        run(jdk, "MBeans are registered", "metrics");

        assertThat(complaints())
                .singleElement()
                .asString()
                .endsWith("metrics is missing: the JVM runs without the module jdk.httpserver; start it with"
                        + " --add-modules jdk.httpserver");
        assertThat(recorded()).contains(MEMORY_EVENT, OWN_EVENT);
    }

    @ParameterizedTest
    @MethodSource("dev.plimsoll.agent.ChildJvm#jdks")
    void onTheModulePathWithTheFlagNothingIsMissing(Path jdk) throws IOException {
        run(jdk, "MBeans are registered", MEMORY_SERIES, "--add-modules", "jdk.httpserver");

        assertThat(complaints()).isEmpty();
        assertThat(recorded()).contains(MEMORY_EVENT);
    }

    @ParameterizedTest
    @MethodSource("dev.plimsoll.agent.ChildJvm#jdks")
    void aRuntimeWithoutTheHttpServer(Path jdk) throws IOException {
        run(jlink(jdk, "jdk.management,jdk.jfr"), "MBeans are registered", "metrics");

        assertThat(complaints())
                .singleElement()
                .asString()
                .endsWith("metrics is missing: this Java runtime was made without the module jdk.httpserver; make it"
                        + " with jlink --add-modules jdk.httpserver");
        assertThat(recorded()).contains(MEMORY_EVENT, OWN_EVENT);
    }

    @ParameterizedTest
    @MethodSource("dev.plimsoll.agent.ChildJvm#jdks")
    void aRuntimeWithoutManagement(Path jdk) throws IOException {
        run(
                jlink(jdk, "jdk.httpserver,jdk.jfr"),
                "JMX is missing",
                "plimsoll_managers ",
                "--add-modules",
                "jdk.httpserver");

        assertThat(complaints()).hasSize(2).allMatch(line -> line.endsWith("java.management"));
        assertThat(complaints().get(0)).contains("memory is missing");
        assertThat(complaints().get(1)).contains("JMX is missing");
        assertThat(recorded()).contains(OWN_EVENT).doesNotContain(MEMORY_EVENT);
    }

    @Test
    void explainsWhatNoModuleHas() {
        assertThat(MissingModule.explain(new NoClassDefFoundError("org/example/Gone")))
                .isEqualTo("class org/example/Gone is not there");
    }

    /** Runs the application until the log and, if it can be scraped at all, the scrape have what they are to have. */
    private void run(Path runtime, String logged, String series, String... options) {
        List<String> command = new ArrayList<>(List.of(
                runtime.resolve("bin/java").toString(),
                ChildJvm.agent("http.port=0,log.file=" + log),
                "-XX:StartFlightRecording:filename=" + recording + ",settings=none,+" + OWN_EVENT + "#enabled=true,+"
                        + OWN_EVENT + "#period=100ms,+" + MEMORY_EVENT + "#enabled=true,+" + MEMORY_EVENT
                        + "#period=100ms",
                "-Xlog:jfr*=off"));
        command.addAll(List.of(options));
        command.addAll(List.of("-p", directory.resolve("modules").toString(), "-m", "host/host.Main"));
        try (ChildJvm child = ChildJvm.launch(command, Map.of()).awaitReady()) {
            Waiting.until(() -> ChildJvm.read(log).contains(logged));
            Waiting.until(() -> series.equals("metrics")
                    ? ChildJvm.read(log).contains("metrics is missing")
                    : AdoptionTest.scrape(log).contains(series));
            assertThat(child.end(42)).isEqualTo(42);
            assertThat(child.out()).endsWith("ready\n");
            assertThat(child.err().lines().skip(1)).containsExactly("ends");
        }
    }

    private Path jlink(Path jdk, String modules) {
        Path tool = jdk.resolve("bin/jlink");
        assumeTrue(Files.isExecutable(tool), "there is no " + tool);
        Path runtime = directory.resolve("runtime");
        List<String> command =
                List.of(tool.toString(), "--add-modules", "java.instrument," + modules, "--output", runtime.toString());
        try (ChildJvm child = ChildJvm.launch(command, Map.of())) {
            assertThat(child.await()).as(child::out).isZero();
        }
        return runtime;
    }

    private List<String> complaints() {
        return ChildJvm.read(log)
                .lines()
                .filter(line -> !line.contains(" info "))
                .toList();
    }

    private List<String> recorded() throws IOException {
        return RecordingFile.readAllEvents(recording).stream()
                .map(event -> event.getEventType().getName())
                .distinct()
                .toList();
    }
}
