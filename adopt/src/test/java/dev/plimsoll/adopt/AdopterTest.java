package dev.plimsoll.adopt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.CleanupCause;
import dev.plimsoll.CleanupResult;
import dev.plimsoll.ManagerId;
import dev.plimsoll.ManualTicker;
import dev.plimsoll.Plimsoll;
import dev.plimsoll.Registration;
import dev.plimsoll.Setting;
import dev.plimsoll.stats.Figure;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdopterTest {
    private static final SettingRule SIZE =
            new SettingRule("maximumSize", "size", SettingRule.Measure.COUNT, 1L, 100L, null, "Most of them");

    private final List<String> log = new ArrayList<>();
    private final Plimsoll plimsoll = Plimsoll.create(new ManualTicker());
    private Policy policy = Policy.OBSERVE;
    private final Adopter adopter = new Adopter(plimsoll, new ManualTicker(), id -> policy, log::add);

    @AfterEach
    void tearDown() {
        adopter.close();
        plimsoll.close();
    }

    @Test
    void fillsTheFiguresThatTheRuleNamesAndHasNoOthers() {
        Adoption adoption = adopter.add(rule("name", "inner.busy"));
        SamplePool pool = new SamplePool("orders");
        adoption.offer(pool);
        assertThat(adopter.process()).isZero();

        Registration adopted = only();
        assertThat(adopted.id()).isEqualTo(new ManagerId("ConnectionPool", "orders"));
        assertThat(adopted.origin()).isEqualTo(SamplePool.class.getName());
        assertThat(adopted.figures())
                .extracting(Figure::name)
                .startsWith("activeConnections")
                .doesNotContain("idleConnections", "acquisition");
        assertThat(adopted.read().value("activeConnections")).isEqualTo(3L);
        pool.inner.busy = 4;
        assertThat(adopted.read().value("activeConnections")).isEqualTo(4L);
        assertThat(log).containsExactly("adopted ConnectionPool/orders (" + SamplePool.class.getName() + ")");
    }

    @Test
    void waitsUntilNameAndFiguresAreThere() {
        Adoption adoption = adopter.add(rule("name", "inner.busy"));
        SamplePool pool = new SamplePool(null);
        SamplePool.Inner inner = pool.inner;
        pool.inner = null;
        adoption.offer(pool);
        assertThat(adopter.process()).isOne();
        pool.name = "late";
        assertThat(adopter.process()).isOne();
        pool.inner = inner;
        assertThat(adopter.process()).isZero();
        assertThat(only().id().name()).isEqualTo("late");
    }

    @Test
    void isAbsentWhileSomethingOnTheWayIsNullOrThrows() {
        Adoption adoption = adopter.add(rule("name", "inner.busy"));
        SamplePool pool = new SamplePool("orders");
        adoption.offer(pool);
        adopter.process();
        SamplePool.Inner inner = pool.inner;
        pool.inner = null;
        assertThat(only().read().value("activeConnections")).isNull();
        pool.inner = inner;
        inner.broken = true;
        assertThat(only().read().value("activeConnections")).isNull();
        assertThat(only().read().value("activeConnections")).isNull();
        assertThat(log).hasSize(2).last().asString().contains("reading inner.busy threw", "out of order");
        inner.broken = false;
        assertThat(only().read().value("activeConnections")).isEqualTo(3L);
    }

    @Test
    void givesPoolsOfOneNameNamesOfTheirOwn() {
        Adoption adoption = adopter.add(rule("name", "inner.busy"));
        List<SamplePool> pools = List.of(new SamplePool("a"), new SamplePool("a"), new SamplePool("a"));
        pools.forEach(adoption::offer);
        pools.forEach(adoption::offer);
        adopter.process();
        assertThat(adopted()).extracting(one -> one.id().name()).containsExactly("a", "a-2", "a-3");
    }

    @Test
    void turnsOffARuleThatDoesNotFitAndSaysSoOnce() {
        Adoption adoption = adopter.add(rule("name", "inner.bussy"));
        SamplePool first = new SamplePool("a");
        SamplePool second = new SamplePool("b");
        adoption.offer(first);
        assertThat(adopter.process()).isZero();
        adoption.offer(second);
        assertThat(adopter.process()).isZero();
        assertThat(adopted()).isEmpty();
        assertThat(log)
                .singleElement()
                .asString()
                .contains("is off", "path 'inner.bussy'", SamplePool.Inner.class.getName(), "'bussy'", "a test");
    }

    @Test
    void refusesARuleThatIsWrongInItself() {
        assertThatThrownBy(() -> adopter.add(rule("name", "a..b"))).hasMessageContaining("'a..b' is not a path");
        AdoptionRule wrongType =
                new AdoptionRule("Teapot", "x", List.of(), null, null, Map.of("a", "b"), List.of(), Map.of(), "a test");
        assertThatThrownBy(() -> adopter.add(wrongType)).hasMessageContaining("ConnectionPool");
    }

    @Test
    void dropsWhatIsClosed() {
        Adoption adoption = adopter.add(rule("name", "inner.busy"));
        SamplePool pool = new SamplePool("orders");
        adoption.offer(pool);
        adopter.process();
        pool.closed = true;
        adopter.process();
        assertThat(adopted()).isEmpty();
        adoption.offer(pool);
        adopter.process();
        assertThat(adopted()).as("a closed pool does not come back").isEmpty();
    }

    @Test
    void holdsNothingThatTheApplicationDropped() {
        Adoption adoption = adopter.add(rule("name", "inner.busy"));
        WeakReference<SamplePool> dropped = new WeakReference<>(new SamplePool("orders"));
        SamplePool alive = dropped.get();
        adoption.offer(alive);
        adopter.process();
        assertThat(only().read().value("activeConnections")).isEqualTo(alive == null ? null : 3L);
        alive = null;
        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> {
            System.gc();
            adopter.process();
            return adopted().isEmpty();
        });
        assertThat(dropped.refersTo(null)).isTrue();
    }

    @Test
    void changesSettingsWithinTheirBounds() {
        adopter.add(rule("name", "inner.busy"));
        SamplePool pool = new SamplePool("orders");
        adopter.add(rule("name", "inner.busy")).offer(pool);
        adopter.process();
        Setting<?> size = only().settings().find("maximumSize").orElseThrow();
        Setting<?> wait = only().settings().find("wait").orElseThrow();
        assertThat(size.openValue()).isEqualTo(10L);
        assertThat(wait.get()).isEqualTo(Duration.ofMillis(1500));
        size.setOpenValue(20L, "test");
        wait.setOpenValue(0.25, "test");
        assertThat(pool.size).isEqualTo(20);
        assertThat(pool.waitMillis).isEqualTo(250);
        assertThatThrownBy(() -> size.setOpenValue(0L, "test")).hasMessageContaining("between 1 and 100");
        assertThat(pool.size).isEqualTo(20);
    }

    @Test
    void cleansByPolicyAndForAnOperatorOnlyWhatIsSafe() {
        Adoption adoption = adopter.add(rule("name", "inner.busy"));
        SamplePool pool = new SamplePool("orders");
        adoption.offer(pool);
        adopter.process();

        policy = Policy.FULL;
        CleanupResult asked = only().cleanup(CleanupCause.OPERATOR);
        assertThat(asked.message()).contains("trim()").doesNotContain("evict");
        assertThat(pool.calls).containsExactly("trim");
        only().cleanup(CleanupCause.PRESSURE);
        assertThat(pool.calls).containsExactly("trim", "trim", "evict");
        policy = Policy.OBSERVE;
        CleanupResult observed = only().cleanup(CleanupCause.PRESSURE);
        assertThat(observed.message())
                .isEqualTo("removed 0 items; " + SamplePool.class.getName()
                        + " offers only trim() of policy 'safe' and"
                        + " evict() of policy 'full', and its policy is 'observe'");
        assertThat(pool.calls).hasSize(3);
    }

    @Test
    void saysPlainlyWhatIsNeverRunOnRequest() {
        adopter.add(rule(List.of(), Map.of(Policy.FULL, List.of("evict()", "inner.drop()"))))
                .offer(new SamplePool("orders"));
        adopter.process();
        policy = Policy.FULL;
        assertThat(only().cleanup(CleanupCause.OPERATOR).message())
                .isEqualTo("removed 0 items; " + SamplePool.class.getName()
                        + " offers only evict() and drop(), which are of policy 'full' and are never run on request");
    }

    @Test
    void refusesASettingAboveAnotherThatBoundsIt() {
        SettingRule idle = new SettingRule(
                "minimumIdle", "waitMillis", SettingRule.Measure.COUNT, 0L, 10000L, "maximumSize", "Kept ready");
        adopter.add(rule(List.of(SIZE, idle), Map.of())).offer(new SamplePool("orders"));
        adopter.process();
        Setting<?> minimumIdle = only().settings().find("minimumIdle").orElseThrow();
        assertThatThrownBy(() -> minimumIdle.setOpenValue(11L, "test"))
                .hasMessageContaining("minimumIdle = 11 is refused: it must not be above maximumSize = 10");
        minimumIdle.setOpenValue(10L, "test");
        only().settings().find("maximumSize").orElseThrow().setOpenValue(20L, "test");
        minimumIdle.setOpenValue(20L, "test");
    }

    @Test
    void refusesARuleWhoseSettingIsBoundedByNoneThatThereIs() {
        SettingRule idle =
                new SettingRule("minimumIdle", "waitMillis", SettingRule.Measure.COUNT, 0L, null, "size", "Kept ready");
        assertThatThrownBy(() -> adopter.add(rule(List.of(idle, SIZE), Map.of())))
                .hasMessageContaining("setting 'minimumIdle' is at most 'size'")
                .hasMessageContaining("[minimumIdle, maximumSize]");
    }

    private List<Registration> adopted() {
        return plimsoll.registrations().stream()
                .filter(one -> one.id().type().equals("ConnectionPool"))
                .toList();
    }

    private Registration only() {
        assertThat(adopted()).hasSize(1);
        return adopted().get(0);
    }

    private static AdoptionRule rule(String name, String busy) {
        SettingRule wait =
                new SettingRule("wait", "waitMillis", SettingRule.Measure.MILLISECONDS, 1L, null, null, "Patience");
        return rule(
                name,
                busy,
                List.of(SIZE, wait),
                Map.of(Policy.SAFE, List.of("trim()"), Policy.FULL, List.of("evict()")));
    }

    private static AdoptionRule rule(List<SettingRule> settings, Map<Policy, List<String>> cleanup) {
        return rule("name", "inner.busy", settings, cleanup);
    }

    private static AdoptionRule rule(
            String name, String busy, List<SettingRule> settings, Map<Policy, List<String>> cleanup) {
        return new AdoptionRule(
                "ConnectionPool",
                SamplePool.class.getName(),
                List.of(),
                name,
                "closed",
                Map.of("activeConnections", busy),
                settings,
                cleanup,
                "a test");
    }
}
