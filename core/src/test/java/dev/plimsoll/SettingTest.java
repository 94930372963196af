package dev.plimsoll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.stats.Unit;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTest {
    private static final ManagerId ID = new ManagerId("Harbour", "north");

    private final Settings.Builder settings = Settings.of(ID);
    private final Setting<Integer> berths = settings.integer("berths", 4)
            .help("Ships at a time")
            .atLeast(1)
            .atMost(9)
            .add();
    private final Setting<Duration> stay = settings.duration("stay", Duration.ofHours(1))
            .help("How long a ship may stay")
            .atLeast(Duration.ofMillis(1))
            .add();

    @Test
    void changesWithinItsBounds() {
        berths.set(9, "test");
        stay.setOpenValue(2.5, "test");

        assertThat(berths.get()).isEqualTo(9);
        assertThat(stay.get()).isEqualTo(Duration.ofMillis(2500));
        assertThat(stay.openValue()).isEqualTo(2.5);
        assertThat(stay.unit()).isEqualTo(Unit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void refusesANumberOutOfBoundsAndChangesNothing(int value) {
        assertThatThrownBy(() -> berths.set(value, "test"))
                .hasMessage(
                        "Harbour/north: berths = " + value + " is refused; it must be a whole number between 1 and 9");
        assertThat(berths.get()).isEqualTo(4);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, 1e300, -1, 0})
    void refusesADurationThatIsNone(Double value) {
        assertThatThrownBy(() -> stay.setOpenValue(value, "test"))
                .hasMessageContaining("stay = ")
                .hasMessageContaining("a number of seconds of at least 0.001");
        assertThat(stay.get()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void refusesAnotherTypeAndQuotesOnlyTheBeginningOfIt() {
        assertThatThrownBy(() -> berths.setOpenValue("x".repeat(1 << 20), "test"))
                .hasMessageContaining("xxx... is refused")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
        assertThatThrownBy(() -> berths.setOpenValue(5.5, "test")).hasMessageContaining("5.5");
        assertThatThrownBy(() -> berths.setOpenValue(Long.MAX_VALUE, "test"))
                .hasMessageContaining("9223372036854775807");
        assertThat(berths.get()).isEqualTo(4);
    }

    @Test
    void refusesADefaultOutOfBounds() {
        SettingBuilder<Integer> wrong =
                Settings.of(ID).integer("berths", 0).help("Ships at a time").atLeast(1);

        assertThatThrownBy(wrong::add).hasMessageContaining("berths = 0");
    }

    @Test
    void refusesWhatAConditionObjectsTo() {
        Setting<Integer> reserved = settings.integer("reserved", 1)
                .help("Berths kept free")
                .unless(value -> value < berths.get() ? null : "it must be below berths, which is " + berths.get())
                .add();

        assertThatThrownBy(() -> reserved.set(4, "test"))
                .hasMessage("Harbour/north: reserved = 4 is refused: it must be below berths, which is 4");
    }

    @Test
    void readsAndWritesWhereTheValueIsKept() {
        AtomicReference<Integer> elsewhere = new AtomicReference<>(7);
        Setting<Integer> adopted = settings.integer("depth", 7)
                .help("Depth of the water")
                .backedBy(elsewhere::get, elsewhere::set)
                .add();

        adopted.set(3, "test");

        assertThat(elsewhere).hasValue(3);
        assertThat(adopted.get()).isEqualTo(3);
    }

    @Test
    void showsNothingWhateverItsReaderThrows() {
        Setting<Integer> gone = settings.integer("depth", 7)
                .help("Depth of the water")
                .backedBy(
                        () -> {
                            throw new AssertionError("gone");
                        },
                        value -> {})
                .add();

        assertThat(gone.openValue()).isNull();
    }

    @Test
    void refusesTwoOfOneName() {
        assertThatThrownBy(() -> settings.toggle("berths", true).help("Open").add())
                .hasMessage("Harbour/north has a setting 'berths' already");
    }
}
