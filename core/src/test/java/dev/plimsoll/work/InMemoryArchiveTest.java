package dev.plimsoll.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class InMemoryArchiveTest {
    private final InMemoryArchive<String> archive = new InMemoryArchive<>(3);

    @Test
    void keepsTheLatestUpToItsLimit() {
        List<String> has =
                archive.store(List.of(finished("a", 1), finished("b", 1), finished("c", 1), finished("d", 1)));

        assertThat(has).containsExactly("a", "b", "c", "d");
        assertThat(archive.find("a")).isEmpty();
        assertThat(archive.orders()).extracting(one -> one.order().id()).containsExactly("b", "c", "d");
        assertThat(archive.forgotten()).isOne();
    }

    @Test
    void anOrderStoredAgainIsKeptOnceAsTheLatest() {
        archive.store(List.of(finished("a", 1), finished("b", 1)));
        archive.store(List.of(finished("a", 2)));

        assertThat(archive.orders()).extracting(one -> one.order().id()).containsExactly("b", "a");
        assertThat(archive.find("a").orElseThrow().attempts()).isEqualTo(2);
        assertThat(archive.forgotten()).isZero();
    }

    @Test
    void anArchiveOfNothingIsRefused() {
        assertThatThrownBy(() -> new InMemoryArchive<String>(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static FinishedOrder<String> finished(String id, int attempts) {
        WorkOrder<String> order = new WorkOrder<>(id, 1, Instant.EPOCH, "");
        return new FinishedOrder<>(order, FinishedOrder.Outcome.COMPLETED, Instant.EPOCH, attempts, null);
    }
}
