package dev.plimsoll.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StatsSchemaTest {
    enum Mood {
        CALM,
        BUSY
    }

    record Everything(
            @Stat(kind = Kind.COUNTER, help = "Always there")
            int served,

            @Stat(kind = Kind.GAUGE, unit = Unit.BYTES, help = "There at times") @Nullable
            Long held,

            @Stat(kind = Kind.GAUGE, unit = Unit.RATIO, help = "A part")
            double share,

            @Stat(kind = Kind.STATE, help = "A state") Mood mood,

            @Stat(kind = Kind.COUNTER, label = "cause", help = "By cause")
            Map<Mood, Integer> ended,

            @Stat(kind = Kind.HISTOGRAM, unit = Unit.SECONDS, help = "How long")
            Histogram took) {}

    private static final StatsSchema SCHEMA = StatsSchema.of(Everything.class, MethodHandles.lookup());

    @Test
    void readsTheDeclarationsInOrder() {
        assertThat(SCHEMA.figures())
                .extracting(Figure::name)
                .containsExactly("served", "held", "share", "mood", "ended", "took");
        assertThat(SCHEMA.figures())
                .extracting(Figure::optional)
                .containsExactly(false, true, false, false, false, false);
        assertThat(SCHEMA.figures().get(3).states()).containsExactly("CALM", "BUSY");
        assertThat(SCHEMA.figures().get(4).label()).isEqualTo("cause");
    }

    @Test
    void readsValuesInTheFormThatViewsExpect() {
        Histogram took = Histogram.empty(Unit.SECONDS);

        Object[] values = SCHEMA.read(new Everything(3, 5L, 0.5, Mood.BUSY, Map.of(Mood.CALM, 2), took));

        assertThat(values).containsExactly(3L, 5L, 0.5, "BUSY", Map.of("CALM", 2L), took);
    }

    @Test
    void keepsWhatIsAbsentAbsent() {
        Object[] values = SCHEMA.read(new Everything(0, null, 0, Mood.CALM, Map.of(), Histogram.empty(Unit.SECONDS)));

        assertThat(values[1]).isNull();
    }

    @Test
    void readsARecordThatOnlyItsOwnCodeCanSee() {
        assertThatThrownBy(() -> StatsSchema.of(Everything.class, MethodHandles.publicLookup()))
                .hasMessageContaining("Everything.served")
                .hasMessageContaining("MethodHandles.lookup()");
    }

    @Test
    void refusesARecordOfAnotherType() {
        record Other() {}
        assertThatThrownBy(() -> SCHEMA.read(new Other())).hasMessageContaining("Everything");
    }

    record NotAnnotated(long count) {}

    record NotShowable(
            @Stat(kind = Kind.GAUGE, help = "A list") List<String> names) {}

    record FractionalCounter(
            @Stat(kind = Kind.COUNTER, help = "Half") double half) {}

    record MapWithoutLabel(
            @Stat(kind = Kind.GAUGE, help = "By what") Map<String, Long> by) {}

    record LabelWithoutMap(
            @Stat(kind = Kind.GAUGE, label = "cause", help = "By cause")
            long by) {}

    record HelpWithFullStop(
            @Stat(kind = Kind.GAUGE, help = "A sentence.") long count) {}

    @Test
    void saysWhatIsWrongWithADeclaration() {
        refused(NotAnnotated.class, "NotAnnotated.count", "@Stat");
        refused(NotShowable.class, "NotShowable.names", "java.util.List");
        refused(FractionalCounter.class, "'half'", "must be of type long");
        refused(MapWithoutLabel.class, "MapWithoutLabel.by", "needs a label");
        refused(LabelWithoutMap.class, "LabelWithoutMap.by", "must be a Map");
        refused(HelpWithFullStop.class, "'count'", "without a full stop");
    }

    private static void refused(Class<? extends Record> record, String... why) {
        assertThatThrownBy(() -> StatsSchema.of(record, MethodHandles.lookup()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(why);
    }
}
