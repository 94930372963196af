package dev.plimsoll.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.CleanupCause;
import dev.plimsoll.ManualTicker;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one call does must not depend on how many sessions there are. A linear scan would take minutes here. */
@Timeout(60)
class MillionSessionsTest {
    private static final int MILLION = 1_000_000;

    private final ManualTicker ticker = new ManualTicker();

    /** A fault of the first sketch: linear scans on every call. */
    @Test
    void noCallLooksAtAllOfThem() {
        try (SessionManager sessions = SessionManager.builder("million")
                .ticker(ticker)
                .maximumSessions(MILLION)
                .build()) {
            for (int i = 0; i < MILLION; i++) {
                sessions.create("s" + i, Map.of());
            }
            ticker.advance(Duration.ofMinutes(30));
            for (int i = 0; i < MILLION; i++) {
                sessions.touch("s" + i);
            }
            int refused = 0;
            for (int i = 0; i < 100_000; i++) {
                refused += isRefused(sessions, "new" + i) ? 1 : 0;
                sessions.stats();
                ticker.tick();
            }
            assertThat(refused).isEqualTo(100_000);

            ticker.advance(Duration.ofMinutes(45));
            assertThat(sessions.cleanups().run(CleanupCause.OPERATOR).items())
                    .as("all were touched, so they are moved on, not ended")
                    .isZero();
            assertThat(sessions.stats().activeSessions()).isEqualTo(MILLION);

            ticker.advance(Duration.ofMinutes(20));
            await().atMost(Duration.ofMinutes(1)).until(() -> sessions.stats().activeSessions() == 0);
            assertThat(sessions.stats().ended()).containsEntry(EndCause.EXPIRED, (long) MILLION);
        }
    }

    private static boolean isRefused(SessionManager sessions, String id) {
        try {
            sessions.create(id, Map.of());
            return false;
        } catch (SessionRejectedException e) {
            return e.rejection() == Rejection.LIMIT;
        }
    }
}
