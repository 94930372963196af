package shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shop as a process of its own. */
class MainTest {

    private static final int SIGTERM_STATUS = 128 + 15;

    @TempDir
    Path temporary;

    @Test
    void selfTestPrintsTheSameBytesInEveryRun() throws Exception {
        Run first = run("--self-test", temporary.resolve("first").toString());
        Run second = run("--self-test", temporary.resolve("second").toString());

        assertThat(first.status).isZero();
        assertThat(first.stderr).isEmpty();
        assertThat(first.stdout.lines()).hasSize(74).allMatch(line -> line.matches(".+ [245][0-9]{2} [0-9a-f]{64}"));
        assertThat(first.stdout)
                .contains("POST /orders?product=5&quantity=5 201 ", "GET /nowhere 404 ", "GET /health 200");
        assertThat(second).isEqualTo(first);
    }

    @Test
    void sigtermEndsItInAnOrderlyWay() throws Exception {
        Path stderr = temporary.resolve("stderr");
        Process process = new ProcessBuilder(
                        command("--port", "0", temporary.resolve("data").toString()))
                .redirectError(stderr.toFile())
                .start();
        try (BufferedReader stdout = process.inputReader()) {
            String line = stdout.readLine();
            assertThat(line).matches("shop listening on http://127\\.0\\.0\\.1:[0-9]+");
            URI health = URI.create(line.substring("shop listening on ".length()) + "/health");
            HttpRequest request = HttpRequest.newBuilder(health).build();
            assertThat(HttpClient.newHttpClient()
                            .send(request, BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);

            process.toHandle().destroy(); // Process.destroy() would close stdout as well

            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(SIGTERM_STATUS);
            assertThat(stdout.readLine()).isNull();
            assertThat(stderr).isEmptyFile();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void explainsItsArguments() throws Exception {
        assertThat(run()).isEqualTo(new Run(2, "", "shop: a directory is missing\n" + Arguments.USAGE + "\n"));
        assertThat(run("--port", "x", "y").stderr).startsWith("shop: not a port: x\n");
        assertThat(run("--nonsense").stderr).startsWith("shop: not understood: --nonsense\n");
    }

    private record Run(int status, String stdout, String stderr) {}

    private Run run(String... arguments) throws IOException, InterruptedException {
        Path stdout = Files.createTempFile(temporary, "stdout", "");
        Path stderr = Files.createTempFile(temporary, "stderr", "");
        Process process = new ProcessBuilder(command(arguments))
                .redirectOutput(Redirect.to(stdout.toFile()))
                .redirectError(Redirect.to(stderr.toFile()))
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Run(process.exitValue(), Files.readString(stdout), Files.readString(stderr));
    }

    private static List<String> command(String... arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command =
                new ArrayList<>(List.of(java, "-cp", System.getProperty("java.class.path"), "shop.Main"));
        command.addAll(List.of(arguments));
        return command;
    }
}
