package dev.plimsoll.examples.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    @Test
    void hasDefaults() {
        assertThat(Options.parse()).isEqualTo(new Options(Duration.ofSeconds(60), false, Example.SHOP));
    }

    @Test
    void readsAll() {
        assertThat(Options.parse("--plain", "--seconds", "8", "shop"))
                .isEqualTo(new Options(Duration.ofSeconds(8), true, Example.SHOP));
        assertThat(Options.parse("service-desk").example()).isEqualTo(Example.SERVICE_DESK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--seconds", "--seconds 4", "--seconds -5", "--seconds 99999", "--seconds ten", "library", "-x"})
    void refusesTheRest(String line) {
        assertThatThrownBy(() -> Options.parse(line.split(" "))).isInstanceOf(IllegalArgumentException.class);
    }
}
