package dev.plimsoll.agent.top;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LocalJvmTest {

    /** A JVM that ends with its standard input. */
    static final class Other {

        public static void main(String[] args) throws IOException {
            System.out.println("ready");
            System.in.transferTo(System.out);
        }
    }

    @Test
    void readsAJvmThatWasNotPreparedForIt() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName())
                .start();
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("ready");
            try (LocalJvm jvm = LocalJvm.connect(other.pid())) {
                Frame frame = new FrameReader("other", jvm.connection()).read();

                assertThat(jvm.program()).isEqualTo(Other.class.getName());
                assertThat(frame.uptime()).isPositive();
                assertThat(frame.loads()).isEmpty();
            }
        } finally {
            other.getOutputStream().close();
            other.waitFor();
        }
        assertThatThrownBy(() -> LocalJvm.connect(other.pid())).isInstanceOf(IOException.class);
    }

    @Test
    void namesTheProgramWithoutItsArguments() {
        assertThat(LocalJvm.programOf("org.example.Main --password=secret")).isEqualTo("org.example.Main");
        assertThat(LocalJvm.programOf("/opt/app/shop.jar --port 0 other.jar")).isEqualTo("shop.jar");
        assertThat(LocalJvm.programOf("shop.jar")).isEqualTo("shop.jar");
        assertThat(LocalJvm.programOf("module/org.example.Main")).isEqualTo("org.example.Main");
        assertThat(LocalJvm.programOf("")).isEmpty();
    }
}
