package dev.plimsoll.agent.top;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PainterTest {

    private static final double MIB = 1024 * 1024;
    private static final Load MEMORY = new Load(
            "memory",
            "live heap",
            Unit.BYTES,
            48 * MIB,
            96 * MIB,
            0.80,
            List.of(0.0, 0.25, Double.NaN, 0.5),
            List.of(Figure.of("level", "NORMAL"), Figure.of("heap used", "61.0 MiB")));
    private static final Load POOL = new Load(
            "pool",
            "shop",
            Unit.COUNT,
            10.0,
            10.0,
            1,
            List.of(1.0),
            List.of(new Figure("waiting threads", "2", true), Figure.of("idle", 0)));
    private static final Frame FRAME = new Frame(
            "shop, pid 4711",
            Duration.ofSeconds(65),
            List.of(MEMORY, POOL),
            List.of(Figure.of("sessions", 1_234)),
            List.of("Look there."));

    @Test
    void drawsLoadLines() {
        String lines = paint(new Painter(Glyphs.UNICODE, false), 60, 24);

        assertThat(lines).isEqualTo("""
                         PLIMSOLL                          shop, pid 4711 · up 1:05

                         MEMORY live heap   48.0 MiB of 96.0 MiB · 50 % · mark 80 %
                         █████████████████████████████░░░░░░░░░░░░░░░░░┃░░░░░░░░░░░
                         last minute                                           ▁▃ ▅
                         level NORMAL · heap used 61.0 MiB

                         POOL shop                                 10 of 10 · 100 %
                         █████████████████████████████████████████████████████████┃
                         last minute                                              █
                         waiting threads 2 · idle 0

                         sessions 1,234

                         Look there.
                        """.stripTrailing());
    }

    @Test
    void drawsWithAsciiWhereThereIsNothingElse() {
        assertThat(paint(new Painter(Glyphs.ASCII, false), 60, 24))
                .contains(
                        " #############################.................|...........\n",
                        " _: =\n",
                        "level NORMAL, heap")
                .isASCII();
    }

    @ParameterizedTest
    @CsvSource({"80,24", "60,12", "20,24", "1,1", "200,60", "80,0"})
    void staysWithinTheTerminal(int columns, int rows) {
        List<String> lines = new Painter(Glyphs.UNICODE, false).paint(FRAME, columns, rows);

        assertThat(lines).hasSizeLessThanOrEqualTo(rows).allMatch(line -> line.length() < Math.max(20, columns));
    }

    @Test
    void givesUpBlankLinesBeforeOthers() {
        assertThat(new Painter(Glyphs.UNICODE, false).paint(FRAME, 80, 11))
                .doesNotContain("")
                .last()
                .isEqualTo(" Look there.");
    }

    @Test
    void coloursOnlyWhatMatters() {
        Painter painter = new Painter(Glyphs.UNICODE, true);

        String coloured = paint(painter, 60, 24);

        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", ""))
                .isEqualTo(paint(new Painter(Glyphs.UNICODE, false), 60, 24));
        assertThat(coloured)
                .contains("\u001b[32m█", "\u001b[31;1m█", "\u001b[31;1mwaiting threads 2\u001b[0m")
                .contains(" · idle 0\n");
    }

    @ParameterizedTest
    @CsvSource({"0,0:00", "65,1:05", "3599,59:59", "3661,1:01:01", "90000,25:00:00"})
    void tellsTheTime(long seconds, String clock) {
        assertThat(Painter.clock(Duration.ofSeconds(seconds))).isEqualTo(clock);
    }

    private static String paint(Painter painter, int columns, int rows) {
        return String.join("\n", painter.paint(FRAME, columns, rows));
    }
}
