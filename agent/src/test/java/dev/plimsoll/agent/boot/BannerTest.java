package dev.plimsoll.agent.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BannerTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"9500, 9500", "abc, 11876", "70000, 11876", "-1, 11876", "'', 11876", "' 9500 ', 9500", "+80, 80"})
    void saysWhichPortWillBeUsed(String configured, String used) {
        assertThat(Banner.line("1.2", "127.0.0.1", configured, log("")))
                .isEqualTo("Plimsoll 1.2: metrics on http://127.0.0.1:" + used + "/metrics unless "
                        + directory.resolve("plimsoll-42.log") + " says otherwise");
    }

    @Test
    void readsTheFreePortInTheLog() {
        assertThat(Banner.line("1.2", "::1", "0", log("a.log")))
                .isEqualTo("Plimsoll 1.2: metrics on a free port of ::1, which is in " + directory.resolve("a.log"));
    }

    @Test
    void addressOfVersion6() {
        assertThat(Banner.line("1.2", "::1", "80", log(""))).contains("http://[::1]:80/metrics");
    }

    @Test
    void isOneLineAndNamesTheLogThatIsWritten() {
        assertThat(Banner.line("1.2", "127.0.0.1", "80", log("no\nwhere/a.log")))
                .doesNotContain("\n")
                .contains("unless " + directory.resolve("plimsoll-42.log") + " says otherwise")
                .endsWith("; " + directory.resolve("no where/a.log") + " cannot be written");
    }

    @Test
    void whereNoLogCanBeWritten() {
        LogFile none = LogFile.choose(
                "", directory.toString(), directory.resolve("none").toString(), "42");
        assertThat(Banner.line("1.2", "127.0.0.1", "80", none)).endsWith("; this log cannot be written");
    }

    private LogFile log(String configured) {
        return LogFile.choose(configured, directory.toString(), directory.toString(), "42");
    }
}
