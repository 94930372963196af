package dev.plimsoll.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.CleanupCause;
import dev.plimsoll.Plimsoll;
import dev.plimsoll.testing.TeaUrn;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What depends on how the JVM was started. */
class JfrInChildJvmTest {
    @Test
    void withoutFlightRecorderEverythingElseWorks() throws Exception {
        assertThat(run("--limit-modules", "java.base,java.management", "-cp", classPath(), Everything.class.getName()))
                .isEqualTo("removed 2 items");
    }

    @Test
    void nobodyStartsFlightRecorderForItsOwnSake() throws Exception {
        assertThat(run("-cp", classPath(), Initialized.class.getName())).isEqualTo("initialized: false");
    }

    private static String classPath() {
        return System.getProperty("java.class.path");
    }

    private static String run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.strip();
    }

    static final class Everything {
        public static void main(String[] arguments) {
            try (Plimsoll plimsoll = Plimsoll.create();
                    JfrStatistics view = JfrStatistics.open(plimsoll)) {
                TeaUrn urn = new TeaUrn("main");
                urn.addTo(plimsoll);
                urn.settings().find("maximumCups").orElseThrow().setOpenValue(20, "the test");
                System.out.println(
                        plimsoll.cleanup(CleanupCause.OPERATOR).get(0).message());
                view.close();
            }
        }
    }

    static final class Initialized {
        public static void main(String[] arguments) {
            try (Plimsoll plimsoll = Plimsoll.create();
                    JfrStatistics view = JfrStatistics.open(plimsoll)) {
                new TeaUrn("main").addTo(plimsoll);
                System.out.println("initialized: " + jdk.jfr.FlightRecorder.isInitialized());
                view.close();
            }
        }
    }
}
