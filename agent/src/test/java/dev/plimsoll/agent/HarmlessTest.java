package dev.plimsoll.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The application behaves as without the agent, whatever is wrong with the agent's surroundings. */
class HarmlessTest {
    @TempDir
    Path directory;

    private Path log;

    @BeforeEach
    void setUp() {
        log = directory.resolve("agent.log");
    }

    @ParameterizedTest
    @MethodSource("dev.plimsoll.agent.ChildJvm#jdks")
    void changesNothingButOneLineOnStderr(Path jdk) {
        try (ChildJvm bare = ChildJvm.start(jdk, "app.PoolApp").awaitReady();
                ChildJvm loud =
                        ChildJvm.start(jdk, "app.PoolApp", agent("http.port=0")).awaitReady();
                ChildJvm quiet = ChildJvm.start(jdk, "app.PoolApp", agent("http.port=0,banner=off"))
                        .awaitReady()) {
            assertThat(bare.end(42)).isEqualTo(42);
            assertThat(loud.end(42)).isEqualTo(42);
            assertThat(quiet.end(42)).isEqualTo(42);
            assertThat(loud.out()).isEqualTo(bare.out());
            assertThat(quiet.out()).isEqualTo(bare.out());
            assertThat(quiet.err()).isEqualTo(bare.err());
            assertThat(loud.err()).endsWith(bare.err());
            String banner =
                    loud.err().substring(0, loud.err().length() - bare.err().length());
            assertThat(banner)
                    .startsWith("Plimsoll ")
                    .contains(log.toString())
                    .containsOnlyOnce("\n")
                    .endsWith("\n");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.plimsoll.agent.ChildJvm#jdks")
    void printsNothingWhereNativeAccessAndUnsafeAreDenied(Path jdk) {
        String[] options = jdk.toString().contains("25")
                ? new String[] {
                    agent("http.port=0,banner=off"),
                    "--illegal-native-access=deny",
                    "--sun-misc-unsafe-memory-access=deny"
                }
                : new String[] {agent("http.port=0,banner=off"), "--illegal-access=deny"};
        try (ChildJvm bare = ChildJvm.start(jdk, "app.PoolApp", tail(options)).awaitReady();
                ChildJvm denied = ChildJvm.start(jdk, "app.PoolApp", options).awaitReady()) {
            Waiting.until(() -> logged().contains("adopted ConnectionPool/orders"));
            bare.end(0);
            denied.end(0);
            assertThat(denied.out()).isEqualTo(bare.out());
            assertThat(denied.err()).isEqualTo(bare.err());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.plimsoll.agent.ChildJvm#jdks")
    void endsWithMain(Path jdk) {
        try (ChildJvm child = ChildJvm.start(jdk, "app.MainEnds", agent("http.port=0"))) {
            assertThat(child.await()).isZero();
            assertThat(child.out()).isEqualTo("over\n");
            assertThat(child.err().lines()).hasSize(1);
        }
    }

    /** Once all threads of the agent are there. */
    @ParameterizedTest
    @MethodSource("dev.plimsoll.agent.ChildJvm#jdks")
    void endsWhenMainReturns(Path jdk) {
        try (ChildJvm child = ChildJvm.start(jdk, "app.MainEnds", agent("http.port=0"), "-Dapp.wait=true")) {
            Waiting.until(() -> logged().contains("metrics at") && logged().contains("MBeans are registered"));
            assertThat(child.end(0)).isZero();
            assertThat(child.out()).isEqualTo("over\n");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.plimsoll.agent.ChildJvm#jdks")
    void leavesTheChoiceOfTheLogManagerToTheApplication(Path jdk) {
        try (ChildJvm child = ChildJvm.start(jdk, "app.OwnLogManager", agent("http.port=0"))) {
            assertThat(child.await()).isZero();
            assertThat(child.out()).isEqualTo("Chosen\n");
            assertThat(child.err().lines()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.plimsoll.agent.ChildJvm#jdks")
    void standsDownInToolsOfTheJdk(Path jdk) {
        List<String> keytool = List.of(jdk.resolve("bin/keytool").toString(), "-help");
        Map<String, String> idle = Map.of("JAVA_TOOL_OPTIONS", "-Da=-javaagent");
        Map<String, String> named = Map.of("JAVA_TOOL_OPTIONS", agent("http.port=0"));
        try (ChildJvm bare = ChildJvm.launch(keytool, idle);
                ChildJvm tool = ChildJvm.launch(keytool, named)) {
            assertThat(tool.await()).isEqualTo(bare.await());
            assertThat(tool.out()).isEqualTo(bare.out());
            assertThat(tool.err().lines().skip(1))
                    .isEqualTo(bare.err().lines().skip(1).toList());
        }
    }

    @Test
    void doesNothingWhenSwitchedOff() {
        try (ChildJvm child = ChildJvm.start(jdk(), Map.of("PLIMSOLL_ENABLED", "false"), "app.MainEnds", agent(""))) {
            assertThat(child.await()).isZero();
            assertThat(child.err()).isEmpty();
        }
    }

    @Test
    void portThatIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertOneLine("http.port=" + taken.getLocalPort(), "port " + taken.getLocalPort(), "http.port");
        }
    }

    @Test
    void fileThatIsNotThere() {
        assertOneLine(directory.resolve("none.yaml").toString(), "there is no configuration file", "none.yaml");
    }

    @Test
    void fileThatIsNotYaml() throws IOException {
        assertOneLine(file("http: {port: 0"), "is not valid YAML at line", "plimsoll.yaml");
    }

    @Test
    void argumentThatIsGarbage() {
        assertOneLine("!%&/()", "there is no configuration file !%&/()");
    }

    @Test
    void valueThatIsWrong() {
        assertOneLine("http.port=0,discovery.window=soon", "discovery.window = 'soon'", "10 s");
    }

    @Test
    void keyThatIsUnknown() {
        assertOneLine("http.port=0,http.prot=9500", "unknown key 'http.prot'", "did you mean 'http.port'?");
    }

    @Test
    void ruleThatHasAMistake() throws IOException {
        assertOneLine(
                file("adopt: [{type: ConnectionPool, class: app.NarrowPool, stats: {active: busy}}]"),
                "figure 'active' is not one of ConnectionPool");
    }

    @Test
    void ruleWhosePathDoesNotFit() throws IOException {
        String rule = "{type: ConnectionPool, class: org.h2.jdbc.JdbcConnection, name: poolNam, stats:"
                + " {activeConnections: poolName}}";
        assertOneLine(file("adopt: [" + rule + "]"), "poolNam", "is off");
    }

    @Test
    void ruleForAClassThatIsNotThere() throws IOException {
        String rule = "{type: ConnectionPool, class: org.example.NotThere, stats: {activeConnections: busy}}";
        assertOneLine(file("{discovery.window: 1 ms, adopt: [" + rule + "]}"), "org.example.NotThere", "not loaded");
    }

    @Test
    void logBelongsToItsOwnerAlone() throws IOException {
        assertUnharmed("http.port=0");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log)))
                .isEqualTo("rw-------");
    }

    private void assertOneLine(String argument, String... words) {
        assertUnharmed(argument);
        List<String> complaints = new ArrayList<>(logged().lines()
                .filter(line -> !line.contains(" info ") || line.contains("is off"))
                .toList());
        assertThat(complaints).singleElement().asString().contains(words);
    }

    /** Runs the application until it is adopted, so that the agent has come past what is wrong. */
    private void assertUnharmed(String argument) {
        try (ChildJvm bare = ChildJvm.start(jdk(), "app.PoolApp").awaitReady();
                ChildJvm child = ChildJvm.start(
                                jdk(),
                                "app.PoolApp",
                                "-Dplimsoll.log.file=" + log,
                                argument.contains("http.port") ? "-Da=b" : "-Dplimsoll.http.port=0",
                                "-javaagent:" + ChildJvm.AGENT + "=" + argument)
                        .awaitReady()) {
            Waiting.until(() -> logged().contains("adopted ConnectionPool/orders"));
            Waiting.until(() -> logged().contains("metrics at") || argument.matches("http.port=[1-9].*"));
            assertThat(child.end(42)).isEqualTo(42);
            bare.end(42);
            assertThat(child.out()).isEqualTo(bare.out());
            assertThat(child.err().lines().skip(1)).isEqualTo(bare.err().lines().toList());
        }
    }

    private String agent(String argument) {
        return ChildJvm.agent(argument + (argument.isEmpty() ? "" : ",") + "log.file=" + log);
    }

    private String file(String text) throws IOException {
        return Files.writeString(directory.resolve("plimsoll.yaml"), text).toString();
    }

    private String logged() {
        return ChildJvm.read(log);
    }

    private static Path jdk() {
        return Path.of(System.getProperty("java.home"));
    }

    private static String[] tail(String[] options) {
        return List.of(options).subList(1, options.length).toArray(String[]::new);
    }
}
