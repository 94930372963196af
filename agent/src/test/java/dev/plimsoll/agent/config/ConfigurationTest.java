package dev.plimsoll.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.exporter.PlimsollCollector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
    @TempDir
    Path directory;

    private String root;

    /** The build's own property begins as ours do. */
    @BeforeEach
    void setUp() {
        root = System.clearProperty("plimsoll.root");
    }

    @AfterEach
    void tearDown() {
        System.setProperty("plimsoll.root", root);
        System.clearProperty("plimsoll.http.port");
        System.clearProperty("plimsoll.policy.Cache");
        System.clearProperty("plimsoll.htp.port");
    }

    @Test
    void defaults() {
        Configuration configuration = Configuration.read(null);
        assertThat(configuration.complaints()).isEmpty();
        assertThat(configuration.number("http.port")).isEqualTo(11876);
        assertThat(configuration.number("http.series")).isEqualTo(PlimsollCollector.DEFAULT_SERIES_CAP);
        assertThat(configuration.text("http.host")).isEqualTo("127.0.0.1");
        assertThat(configuration.duration("discovery.window")).isEqualTo(Duration.ofSeconds(10));
        assertThat(configuration.on("jmx.enabled")).isTrue();
        assertThat(configuration.ratio("memory.high")).isEqualTo(0.8);
        assertThat(configuration.text("policy")).isEqualTo("observe");
    }

    @Test
    void propertyBeforeArgumentBeforeFile() throws IOException {
        String file = file("http: {port: 1, host: '::1'}\nbanner: off");
        assertThat(Configuration.read(file).number("http.port")).isEqualTo(1);
        assertThat(Configuration.read(file + ",http.port=2").number("http.port"))
                .isEqualTo(2);
        System.setProperty("plimsoll.http.port", "3");
        Configuration configuration = Configuration.read(file + ",http.port=2");
        assertThat(configuration.number("http.port")).isEqualTo(3);
        assertThat(configuration.text("http.host")).isEqualTo("::1");
        assertThat(configuration.on("banner")).isFalse();
        assertThat(configuration.complaints()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http.port=70000, a port from 0 to 65535; using 11876",
        "http.port=http, a port from 0 to 65535; using 11876",
        "http.series=-1, a whole number from 0 to 1000000; using 10000",
        "banner=maybe, on or off; using on",
        "discovery.window=ten, a duration such as 500 ms",
        "memory.high=80, a number from 0 to 1; using 0.80",
        "memory.high=NaN, a number from 0 to 1; using 0.80",
        "policy=everything, 'one of observe, safe, full; using observe'",
        "policy.Cache=everything, 'one of observe, safe, full; using observe'"
    })
    void wrongValue(String argument, String right) {
        String[] parts = argument.split("=");
        assertThat(Configuration.read(argument).complaints())
                .singleElement()
                .asString()
                .startsWith(parts[0] + " = '" + parts[1] + "' (agent argument) must be ")
                .contains(right);
    }

    @ParameterizedTest
    @CsvSource({
        "0.8, 0.7, 0.95, '0.8, memory.high = 0.7, memory.critical = 0.95'",
        "0.8, 0.8, 0.95, '0.8, memory.high = 0.8, memory.critical = 0.95'",
        "0.1, 0.9, 0.9, '0.1, memory.high = 0.9, memory.critical = 0.9'"
    })
    void marksThatDoNotAscend(String low, String high, String critical, String named) {
        Configuration configuration =
                Configuration.read("memory.low=" + low + ",memory.high=" + high + ",memory.critical=" + critical);
        assertThat(configuration.complaints())
                .containsExactly("memory.low = " + named + " must ascend; using 0.70, 0.80, 0.95");
        assertThat(configuration.ratio("memory.low")).isEqualTo(0.7);
        assertThat(configuration.ratio("memory.high")).isEqualTo(0.8);
        assertThat(configuration.ratio("memory.critical")).isEqualTo(0.95);
        assertThat(configuration.effective()).isEmpty();
    }

    @Test
    void tellsWhatIsNotTheDefaultAndWhereItIsWritten() throws IOException {
        System.setProperty("plimsoll.http.port", "3");
        Configuration configuration =
                Configuration.read(file("{policy: {Cache: safe}, log.level: info, memory.high: 80}") + ",banner=off");
        assertThat(configuration.effective())
                .containsExactly(
                        "banner = off (agent argument)",
                        "http.port = 3 (system property plimsoll.http.port)",
                        "policy.Cache = safe (configuration file)");
        assertThat(configuration.sources())
                .containsExactly("agent argument", "system property plimsoll.http.port", "configuration file");
    }

    @Test
    void unknownKeyWithItsNearest() throws IOException {
        System.setProperty("plimsoll.htp.port", "1");
        assertThat(Configuration.read(file("dicovery: {window: 1 s}") + ",nothing.like.it=1")
                        .complaints())
                .containsExactlyInAnyOrder(
                        "unknown key 'htp.port' is ignored; did you mean 'http.port'?",
                        "unknown key 'dicovery.window' is ignored; did you mean 'discovery.window'?",
                        "unknown key 'nothing.like.it' is ignored");
    }

    @Test
    void policyByTypeAndName() throws IOException {
        System.setProperty("plimsoll.policy.Cache", "full");
        Configuration configuration =
                Configuration.read(file("policy: {default: safe, ConnectionPool/orders: observe, Cache: safe}"));
        assertThat(configuration.complaints()).isEmpty();
        assertThat(configuration.policies())
                .containsEntry("default", "safe")
                .containsEntry("ConnectionPool/orders", "observe")
                .containsEntry("Cache", "full");
    }

    @Test
    void valueOfAnArgumentMayBeAList() {
        assertThat(Configuration.read("log.file=a,b,http.port=0").text("log.file"))
                .isEqualTo("a,b");
    }

    @Test
    void everyHelpIsOneSentenceWithoutAStop() {
        assertThat(Keys.all())
                .allSatisfy(key -> assertThat(key.help()).isNotBlank().doesNotEndWith("."))
                .extracting(Key::name)
                .doesNotHaveDuplicates();
    }

    private String file(String text) throws IOException {
        return Files.writeString(directory.resolve("plimsoll.yaml"), text).toString();
    }
}
