package dev.plimsoll.examples.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shop does under the agent what it does without, byte for byte. Runs after the jars are packaged. */
class UnchangedShopIT {

    private static final Layout LAYOUT = new Layout(Path.of(System.getProperty("plimsoll.root")));

    @TempDir
    Path temporary;

    @ParameterizedTest
    @MethodSource("jdks")
    void answersTheSameRequestsWithTheSameBytes(Path jdk) throws Exception {
        Ended bare = run(jdk, "bare");
        Ended loud = run(jdk, "loud", agent("loud", ""));
        Ended quiet = run(jdk, "quiet", agent("quiet", ",banner=off"));

        assertThat(bare.status()).as(bare.err()).isZero();
        assertThat(new String(bare.out(), StandardCharsets.UTF_8)).contains("GET /health 200 ");
        assertThat(loud.out()).isEqualTo(bare.out());
        assertThat(quiet.out()).isEqualTo(bare.out());
        assertThat(loud.status()).isEqualTo(bare.status());
        assertThat(quiet.status()).isEqualTo(bare.status());
        assertThat(quiet.err()).isEqualTo(bare.err());
        assertThat(loud.err()).matches("Plimsoll [^\n]+\n(?s:.*)");
        assertThat(loud.err().substring(loud.err().indexOf('\n') + 1)).isEqualTo(bare.err());
        for (String name : List.of("loud", "quiet")) {
            assertThat(log(name)).as("the agent was at work").content().contains("adopted ConnectionPool/shop ");
        }
    }

    static Stream<Path> jdks() throws IOException {
        return Jdks.all().stream();
    }

    private Path log(String name) {
        return temporary.resolve(name + ".log");
    }

    private String agent(String name, String more) {
        return "-javaagent:" + LAYOUT.agent() + "=http.port=0,log.file=" + log(name) + more;
    }

    private record Ended(int status, byte[] out, String err) {}

    private Ended run(Path jdk, String name, String... options) throws IOException, InterruptedException {
        Path out = temporary.resolve(name + ".out");
        Path err = temporary.resolve(name + ".err");
        List<String> command = new ArrayList<>(List.of(jdk.resolve("bin/java").toString()));
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-jar",
                LAYOUT.jar(Example.SHOP).toString(),
                "--self-test",
                temporary.resolve(name).toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeIf(variable -> variable.startsWith("PLIMSOLL_"));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(50, TimeUnit.SECONDS))
                    .as(() -> "the shop does not end")
                    .isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }
        return new Ended(process.exitValue(), Files.readAllBytes(out), Files.readString(err));
    }
}
