package dev.plimsoll.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeometryTest {
    @Test
    void nothingIsThinnedWhileEverythingFits() {
        assertThat(Geometry.fit(360, 360)).isEqualTo(new Geometry(360, 360, 0, 1));
        assertThat(Geometry.fit(360, 359).step()).isEqualTo(4);
        assertThat(Geometry.fit(360, 15)).isNull();
    }

    /** Whatever the layout, a row holds one sample, the newest are all there, and the older ones at their step. */
    @ParameterizedTest
    @CsvSource({"360,360", "360,359", "360,100", "360,16", "1,16", "100000,500", "361,33"})
    void eachRowBelongsToOneSample(int samples, int rows) {
        Geometry geometry = Geometry.fit(samples, rows);
        assertThat(geometry.rows()).isLessThanOrEqualTo(Math.max(rows, samples));
        Map<Integer, Long> held = new HashMap<>();
        long last = 3L * samples + 5;
        for (long sample = 0; sample <= last; sample++) {
            held.put(geometry.recentRow(sample), sample);
            if (geometry.isThinned(sample)) {
                held.put(geometry.thinnedRow(sample), sample);
            }
        }
        for (long sample = 0; sample <= last; sample++) {
            long back = last - sample;
            int row = geometry.row(sample, last);
            if (row >= 0) {
                assertThat(held).containsEntry(row, sample);
            }
            boolean expected = back < samples && (back < geometry.recentRows() || sample % geometry.step() == 0);
            assertThat(row >= 0).as("sample %s of %s", sample, last).isEqualTo(expected);
        }
    }
}
