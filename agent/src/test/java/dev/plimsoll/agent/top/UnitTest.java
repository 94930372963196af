package dev.plimsoll.agent.top;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitTest {

    @ParameterizedTest
    @CsvSource({"0,0 B", "1023,1023 B", "1024,1.0 KiB", "104857600,100 MiB", "50331648,48.0 MiB", "24051816858,22.4 GiB"
    })
    void writesBytes(double amount, String text) {
        assertThat(Unit.BYTES.format(amount)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"0;0", "999;999", "1234567;1,234,567"})
    void writesCounts(double amount, String text) {
        assertThat(Unit.COUNT.format(amount)).isEqualTo(text);
    }
}
