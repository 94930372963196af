package dev.plimsoll.agent.top;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadLineTest {

    @ParameterizedTest
    @CsvSource({
        "0,100,.......|..",
        "1,100,#......|..",
        "50,100,#####..|..",
        "80,100,#######|..",
        "90,100,#######|#.",
        "99.9,100,#######|#.",
        "100,100,#######|##",
        "250,100,#######|##",
        ",100,.......|..",
        "5,,.......|..",
    })
    void fillsUpToTheUse(@Nullable Double used, @Nullable Double limit, String bar) {
        assertThat(new LoadLine(Glyphs.ASCII, false).draw(load(used, limit, 0.80), 10))
                .isEqualTo(bar);
    }

    @Test
    void putsTheMarkOfAWholeAtTheEnd() {
        assertThat(new LoadLine(Glyphs.ASCII, false).draw(load(5.0, 10.0, 1), 10))
                .isEqualTo("#####....|");
    }

    @Test
    void warnsFromTheMarkOnAndAlarmsAtTheLimit() {
        assertThat(LoadLine.style(0.79, 0.80)).isEqualTo(Style.CALM);
        assertThat(LoadLine.style(0.80, 0.80)).isEqualTo(Style.WARNING);
        assertThat(LoadLine.style(1, 0.80)).isEqualTo(Style.ALARM);
        assertThat(LoadLine.style(1, 1)).isEqualTo(Style.ALARM);
    }

    @Test
    void refusesAMarkBeyondTheLimit() {
        assertThatThrownBy(() -> load(1.0, 2.0, 80))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("80");
        assertThatThrownBy(() -> load(1.0, 2.0, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Load load(@Nullable Double used, @Nullable Double limit, double highMark) {
        return new Load("pool", "shop", Unit.COUNT, used, limit, highMark, List.of(), List.of());
    }
}
