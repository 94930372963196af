package dev.plimsoll.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VariablesTest {
    @Test
    void nothingToSayOfOursAndOfOthers() {
        assertThat(unknown("PLIMSOLL_HTTP_PORT", "PLIMSOLL_POLICY", "PATH", "PLIMSOLLE"))
                .isEmpty();
        assertThat(Variables.unknown(Set.of("PLIMSOLL_POLICY_CACHE"), Set.of("Cache")))
                .isEmpty();
    }

    @Test
    void theNearestKey() {
        assertThat(unknown("PLIMSOLL_HTTP_PROT", "PLIMSOLL_NOTHING_LIKE_IT"))
                .containsExactly(
                        "unknown key 'http.prot' (environment variable PLIMSOLL_HTTP_PROT) is ignored; did you mean"
                                + " 'http.port', PLIMSOLL_HTTP_PORT?",
                        "unknown key 'nothing.like.it' (environment variable PLIMSOLL_NOTHING_LIKE_IT) is ignored");
    }

    @Test
    void aPolicyThatNothingElseNames() {
        assertThat(unknown("PLIMSOLL_POLICY_CACHE"))
                .singleElement()
                .asString()
                .startsWith("environment variable PLIMSOLL_POLICY_CACHE is ignored: ");
    }

    private static List<String> unknown(String... environment) {
        return Variables.unknown(Set.of(environment), Set.of());
    }
}
