package dev.plimsoll.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pools that are measured do what is measured. */
class PeersTest {
    @ParameterizedTest
    @ValueSource(strings = {"plimsoll", "plimsollExact", "stormpot", "agroal", "hikari", "commons", "commonsKeyed"})
    void handsOutAConnection(String name) throws Exception {
        AtomicReference<Object> used = new AtomicReference<>();
        try (Peer peer = Peers.make(name, 2, name.equals("hikari"))) {
            peer.cycle(used::set);
            peer.cycle(used::set);
        }
        assertThat(used.get()).isNotNull();
    }
}
