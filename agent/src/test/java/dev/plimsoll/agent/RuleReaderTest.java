package dev.plimsoll.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.ManagerId;
import dev.plimsoll.adopt.AdoptionRule;
import dev.plimsoll.adopt.Policy;
import dev.plimsoll.adopt.SettingRule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class RuleReaderTest {
    @Test
    void readsWhatIsDocumented() {
        AdoptionRule rule = read("""
                type: ConnectionPool
                class: org.example.Pool
                captureOn: borrow
                name: label
                stats: {activeConnections: busy}
                settings:
                  maximumSize: config.size
                  wait: {path: config.wait, unit: milliseconds, minimum: 1, maximum: 9, atMost: maximumSize, help: How long}
                cleanup: {safe: trim(), full: [a(), b()]}
                """);
        assertThat(rule.className()).isEqualTo("org.example.Pool");
        assertThat(rule.captureOn()).containsExactly("borrow");
        assertThat(rule.closed()).isNull();
        assertThat(rule.stats()).containsExactly(Map.entry("activeConnections", "busy"));
        assertThat(rule.settings())
                .containsExactly(
                        new SettingRule(
                                "maximumSize",
                                "config.size",
                                SettingRule.Measure.COUNT,
                                null,
                                null,
                                null,
                                "Property config.size"),
                        new SettingRule(
                                "wait",
                                "config.wait",
                                SettingRule.Measure.MILLISECONDS,
                                1L,
                                9L,
                                "maximumSize",
                                "How long"));
        assertThat(rule.cleanup())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(Policy.SAFE, List.of("trim()"), Policy.FULL, List.of("a()", "b()")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "just text | a rule must be a map, not 'just text'",
                "{class: a.B, stats: {x: y}} | type is missing",
                "{type: T, stats: {x: y}} | class is missing",
                "{type: T, class: a.B} | stats is missing",
                "{type: T, class: a.B, stats: {x: 1}} | stats.x = '1' must be text",
                "{type: T, class: a.B, stats: {x: y}, captureON: c} | unknown keys [captureON]",
                "{type: T, class: a.B, stats: {x: y}, cleanup: {now: c()}} | safe or full, not 'now'",
                "{type: T, class: a.B, stats: {x: y}, settings: {s: {path: p, unit: hours}}} | unit 'hours' must be",
                "{type: T, class: a.B, stats: {x: y}, settings: {s: {path: p, minimum: one}}} | settings.s.minimum = 'one'"
            })
    void saysWhatIsWrong(String text, String complaint) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("rule 1: ")
                .hasMessageContaining(complaint);
    }

    @Test
    void policyOfTheNameThenOfTheTypeThenTheDefault() {
        Policies policies = new Policies(Map.of("A/x", "full", "A", "safe"), "observe");
        assertThat(policies.apply(new ManagerId("A", "x"))).isEqualTo(Policy.FULL);
        assertThat(policies.apply(new ManagerId("A", "y"))).isEqualTo(Policy.SAFE);
        assertThat(policies.apply(new ManagerId("B", "x"))).isEqualTo(Policy.OBSERVE);
        assertThat(new Policies(Map.of("default", "safe"), "observe").apply(new ManagerId("B", "x")))
                .isEqualTo(Policy.SAFE);
    }

    private static AdoptionRule read(String text) {
        return new RuleReader("rule 1").read(new Load(LoadSettings.builder().build()).loadFromString(text));
    }
}
