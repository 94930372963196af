package dev.plimsoll.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.ManagerId;
import dev.plimsoll.stats.Figure;
import dev.plimsoll.stats.Kind;
import dev.plimsoll.stats.Unit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The JSON is read back by a parser that is not ours: YAML 1.2 contains JSON. */
class HistoryTextTest {
    private static final String AWKWARD = "a,b \"c\" \\ \n\r\t\u0000\u007f\u2028 ä 😀 </script>&";

    @Test
    void csvQuotesWhatHasToBe() {
        History history = new History(
                new long[] {0, 1500},
                List.of(series("plain", "", 1, Double.NaN), series("say \"a,b\"", "x", 0.25, 2e20)));

        assertThat(history.toCsv()).isEqualTo("""
                        time,Made/plain.level,"Made/say ""a,b"".level[x]"\r
                        1970-01-01T00:00:00Z,1,0.25\r
                        1970-01-01T00:00:01.500Z,,2.0E20\r
                        """);
    }

    @Test
    void aLineEndInANameStaysInItsField() {
        String csv = new History(new long[] {}, List.of(series("two\r\nlines", "", 1, 2))).toCsv();

        assertThat(csv).isEqualTo("time,\"Made/two\r\nlines.level\"\r\n");
    }

    @Test
    void jsonIsReadBackAsItWas() {
        double[] values = {
            0, -1.5, 1e-9, 9007199254740991.0, 1.7976931348623157E308, Double.NaN, Double.POSITIVE_INFINITY
        };
        History history = new History(
                new long[] {1, 2, 3, 4, 5, 6, 7}, List.of(series(AWKWARD, AWKWARD, values), series("b", "", values)));

        String json = history.toJson();

        assertThat(json).isASCII().doesNotContain("<");
        Map<?, ?> read = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(json);
        assertThat((List<?>) read.get("times")).hasSize(7);
        Map<?, ?> first = (Map<?, ?>) ((List<?>) read.get("series")).get(0);
        assertThat(first.get("name")).isEqualTo(AWKWARD);
        assertThat(first.get("part")).isEqualTo(AWKWARD);
        assertThat(first.get("type")).isEqualTo("Made");
        assertThat(first.get("kind")).isEqualTo("gauge");
        assertThat(first.get("unit")).isEqualTo("seconds");
        List<?> shown = (List<?>) first.get("values");
        for (int i = 0; i < 5; i++) {
            assertThat(((Number) shown.get(i)).doubleValue()).isEqualTo(values[i]);
        }
        assertThat(shown.get(5)).isNull();
        assertThat(shown.get(6)).isNull();
    }

    @Test
    void halfACharacterDoesNotBreakJson() {
        assertThat(HistoryJson.quoted("\ud83d")).isEqualTo("\"\\ud83d\"");
    }

    private static HistorySeries series(String name, String part, double... values) {
        Figure figure = new Figure(
                "level",
                Kind.GAUGE,
                Unit.SECONDS,
                "A level",
                part.isEmpty() ? "" : "l",
                double.class,
                false,
                List.of());
        return new HistorySeries(new SeriesId(new ManagerId("Made", name), "level", part), figure, values);
    }
}
