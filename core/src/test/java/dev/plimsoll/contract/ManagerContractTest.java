package dev.plimsoll.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.plimsoll.CleanupCause;
import dev.plimsoll.CleanupResult;
import dev.plimsoll.Cleanups;
import dev.plimsoll.Manager;
import dev.plimsoll.ManualTicker;
import dev.plimsoll.Plimsoll;
import dev.plimsoll.Reading;
import dev.plimsoll.Registration;
import dev.plimsoll.Setting;
import dev.plimsoll.stats.Figure;
import dev.plimsoll.stats.Histogram;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every manager promises. A subclass for each manager says how it is made; {@link UserCodeContractTest} adds what a
 * manager that runs code of its user promises.
 *
 * @param <M> the manager
 */
public abstract class ManagerContractTest<M extends Manager & AutoCloseable> {
    /** In what time a close has to return, whatever the code of the user does. */
    protected static final Duration CLOSE_BOUND = Duration.ofSeconds(4);

    protected final ManualTicker ticker = new ManualTicker();
    protected M manager;

    /** Makes a manager named {@code contract} that lives by the ticker. */
    protected abstract M create(ManualTicker clock);

    @BeforeEach
    void createManager() {
        manager = create(ticker);
    }

    @AfterEach
    void closeManager() throws Exception {
        manager.close();
    }

    @Test
    void keepsItsIdentity() {
        assertThat(manager.id()).isSameAs(manager.id());
        assertThat(manager.id().name()).isEqualTo("contract");
        assertThat(manager.settings()).isSameAs(manager.settings());
        assertThat(manager.cleanups()).isSameAs(manager.cleanups());
        assertThat(manager.unavailableFigures()).isEqualTo(manager.unavailableFigures());
        assertThat(manager.stats().getClass()).isEqualTo(manager.stats().getClass());
    }

    @Test
    void everyFigureHasAValueOfItsDeclaredType() {
        try (Plimsoll plimsoll = Plimsoll.create(ticker);
                Registration registration = plimsoll.add(manager)) {
            Reading reading = registration.read();

            assertThat(reading.figures()).isNotEmpty();
            for (Figure figure : reading.figures()) {
                check(figure, reading.value(figure.name()));
            }
        }
    }

    @Test
    void figuresGoOnAfterTheEnd() throws Exception {
        manager.close();

        assertThatCode(manager::stats).doesNotThrowAnyException();
        assertThatCode(ticker::tick).doesNotThrowAnyException();
        assertThatCode(() -> manager.cleanups().run(CleanupCause.OPERATOR)).doesNotThrowAnyException();
    }

    @Test
    void everySettingKeepsItsBounds() {
        for (Setting<?> setting : manager.settings().all()) {
            Object before = setting.openValue();
            for (Object wrong : wrongValues(setting)) {
                assertThatIllegalArgumentException()
                        .as(setting.name() + " = " + wrong)
                        .isThrownBy(() -> setting.setOpenValue(wrong, "contract"))
                        .withMessageContaining(setting.name());
                assertThat(setting.openValue()).as(setting.name()).isEqualTo(before);
            }
            assertThatIllegalArgumentException().isThrownBy(() -> setting.setOpenValue(null, "contract"));
            setting.setOpenValue(before, "contract");
            assertThat(setting.openValue()).isEqualTo(before);
        }
    }

    @Test
    void aCleanupSaysWhyItRanAndIsCounted() {
        if (manager.cleanups() == Cleanups.NONE) {
            return;
        }
        long lastId = 0;
        for (CleanupCause cause : CleanupCause.values()) {
            long before = manager.cleanups().stats().cleanups().getOrDefault(cause, 0L);
            CleanupResult result = manager.cleanups().run(cause);

            assertThat(result.cause()).isEqualTo(cause);
            assertThat(result.manager()).isEqualTo(manager.id());
            assertThat(result.id()).isGreaterThan(lastId);
            assertThat(result.message()).isNotBlank();
            assertThat(result.failures()).isZero();
            assertThat(manager.cleanups().stats().cleanups()).containsEntry(cause, before + 1);
            lastId = result.id();
        }
    }

    @Test
    void closingTwiceIsHarmless() throws Exception {
        manager.close();
        manager.close();
    }

    private static void check(Figure figure, @Nullable Object value) {
        assertThat(figure.label()).as(figure.name()).isNotIn("name", "type", "le", "quantile");
        if (value == null) {
            assertThat(figure.optional()).as(figure.name() + " may be absent").isTrue();
        } else if (figure.labelled()) {
            assertThat(value).as(figure.name()).isInstanceOf(Map.class);
            assertThat(((Map<?, ?>) value).values()).allSatisfy(each -> checkPlain(figure, each));
        } else {
            checkPlain(figure, value);
        }
    }

    private static void checkPlain(Figure figure, Object value) {
        Class<?> expected = figure.valueType() == long.class
                ? Long.class
                : figure.valueType() == double.class ? Double.class : figure.valueType();
        assertThat(value).as(figure.name()).isInstanceOf(expected);
        if (value instanceof Long number) {
            assertThat(number).as(figure.name()).isNotNegative();
        }
        if (value instanceof Double number) {
            assertThat(number).as(figure.name()).isFinite();
        }
        if (value instanceof Histogram histogram) {
            assertThat(histogram.count()).isNotNegative();
        }
    }

    private static List<Object> wrongValues(Setting<?> setting) {
        List<Object> wrong = new ArrayList<>();
        wrong.add("text");
        if (setting.type().openType() == Double.class) {
            wrong.add(Double.NaN);
            wrong.add(Double.POSITIVE_INFINITY);
        }
        addBeyond(wrong, openMinimum(setting), -1);
        addBeyond(wrong, openMaximum(setting), 1);
        return wrong;
    }

    private static <T extends Comparable<T>> @Nullable Object openMinimum(Setting<T> setting) {
        return setting.open(setting.minimum());
    }

    private static <T extends Comparable<T>> @Nullable Object openMaximum(Setting<T> setting) {
        return setting.open(setting.maximum());
    }

    private static void addBeyond(List<Object> wrong, @Nullable Object bound, int direction) {
        if (bound instanceof Integer number && number != Integer.MIN_VALUE && number != Integer.MAX_VALUE) {
            wrong.add(number + direction);
        } else if (bound instanceof Long number && number != Long.MIN_VALUE && number != Long.MAX_VALUE) {
            wrong.add(number + direction);
        } else if (bound instanceof Double number) {
            wrong.add(number + direction);
        }
    }
}
