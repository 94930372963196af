package dev.plimsoll.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.CleanupCause;
import dev.plimsoll.CleanupResult;
import dev.plimsoll.ManualTicker;
import dev.plimsoll.Plimsoll;
import dev.plimsoll.Subscription;
import dev.plimsoll.Ticker;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionManagerTest {
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofHours(1);

    private final ManualTicker ticker = new ManualTicker();
    private final SessionManager sessions =
            SessionManager.builder("test").ticker(ticker).build();

    @AfterEach
    void close() {
        sessions.close();
    }

    /** The original's example: a hundred sessions, one more is refused, and there is room again when one has ended. */
    @Test
    void sessionLimit() {
        for (int i = 0; i < 100; i++) {
            create("session-" + i);
        }
        assertThat(rejectionOf("session-100")).isEqualTo(Rejection.LIMIT);
        assertThat(sessions.find("session-100")).isEmpty();
        assertThat(sessions.stats().activeSessions()).isEqualTo(100);

        assertThat(sessions.end("session-7", EndCause.ENDED)).isTrue();

        assertThat(create("session-100").isLive()).isTrue();
        assertThat(sessions.stats().rejected()).containsEntry(Rejection.LIMIT, 1L);
    }

    @Test
    void atTheLimitTheDeadMakeRoomBeforeATickComes() {
        AtomicLong nanos = new AtomicLong();
        try (SessionManager full = SessionManager.builder("full")
                .ticker(withoutTicks(nanos))
                .maximumSessions(1)
                .timeout(TIMEOUT)
                .build()) {
            Session dead = full.create("dead", Map.of());
            nanos.addAndGet(TIMEOUT.plus(TICK).toNanos());

            assertThat(full.create("next", Map.of()).isLive()).isTrue();

            assertThat(dead.isLive()).isFalse();
            assertThat(full.stats().ended()).containsEntry(EndCause.EXPIRED, 1L);
            assertThat(full.cleanups().stats().cleanups()).containsEntry(CleanupCause.CAPACITY, 1L);
            full.end("next", EndCause.ENDED);
            full.create("again", Map.of());
            nanos.addAndGet(TIMEOUT.plus(TICK).toNanos());
            assertThat(full.create("again", Map.of()).isLive())
                    .as("an id whose session has expired is free")
                    .isTrue();
        }
    }

    /** A fault of the first sketch: create_session silently replaced a live session. */
    @Test
    void aLiveSessionIsNeverReplaced() {
        Session first = sessions.create("same", Map.of("user", "ann"));

        assertThat(rejectionOf("same")).isEqualTo(Rejection.LIVE_ID);

        assertThat(sessions.find("same")).containsSame(first);
        assertThat(first.isLive()).isTrue();
        assertThat(first.metadata()).containsEntry("user", "ann");
        first.end(EndCause.ENDED);
        assertThat(create("same")).isNotSameAs(first);
        assertThat(first.touch()).as("the old handle stays dead").isFalse();
        assertThat(first.end(EndCause.ENDED)).isFalse();
        assertThat(sessions.find("same")).isPresent();
    }

    @Test
    void expiresWithinOneTickThoughNobodyCalls() {
        Session session = create("idle");

        ticker.advance(TIMEOUT);
        assertThat(session.isLive()).as("never early").isTrue();
        ticker.advance(TICK);

        await().until(() -> !session.isLive());
        assertThat(sessions.stats().activeSessions()).isZero();
        assertThat(sessions.stats().ended()).containsEntry(EndCause.EXPIRED, 1L);
        assertThat(sessions.stats().lifetime().max())
                .isEqualTo(TIMEOUT.plus(TICK).toSeconds());
        assertThat(session.touch()).isFalse();
        assertThat(sessions.touch("idle")).isFalse();
    }

    @Test
    void whoIsTouchedLives() {
        Session byHandle = create("by handle");
        Session byId = create("by id");
        Session found = create("found only");
        for (int i = 0; i < 5; i++) {
            ticker.advance(TIMEOUT.dividedBy(2));
            assertThat(byHandle.touch()).isTrue();
            assertThat(sessions.touch("by id")).isTrue();
            sessions.find("found only");
        }

        await().until(() -> !found.isLive());
        assertThat(byHandle.isLive()).isTrue();
        assertThat(byId.isLive()).isTrue();
        ticker.advance(TIMEOUT);
        ticker.advance(TICK);
        await().until(() -> !byHandle.isLive() && !byId.isLive());
    }

    /** A fault of the first sketch: timedelta.seconds drops whole days. */
    @Test
    void aTimeoutOfDaysIsNotItsRemainderInSeconds() {
        try (SessionManager patient = SessionManager.builder("patient")
                .ticker(ticker)
                .timeout(Duration.ofDays(2).plusMinutes(5))
                .build()) {
            Session session = patient.create("long", Map.of());

            ticker.advance(Duration.ofHours(47));
            assertThat(patient.cleanups().run(CleanupCause.OPERATOR).items()).isZero();
            assertThat(session.isLive()).isTrue();
            assertThat(session.idle()).isBetween(Duration.ofHours(47).minus(TICK), Duration.ofHours(47));

            ticker.advance(Duration.ofHours(2));
            await().until(() -> !session.isLive());
        }
    }

    @Test
    void aRenamedSessionIsFoundByItsNewIdOnly() {
        Session session = create("before login");
        create("other");

        assertThat(sessions.rename("before login", "after login")).isTrue();

        assertThat(session.id()).isEqualTo("after login");
        assertThat(sessions.find("after login")).containsSame(session);
        assertThat(sessions.find("before login")).isEmpty();
        assertThat(sessions.touch("before login")).isFalse();
        assertThat(sessions.rename("before login", "x")).isFalse();
        assertThat(sessions.rename("after login", "after login")).isTrue();
        assertThatThrownBy(() -> sessions.rename("after login", "other")).isInstanceOf(SessionRejectedException.class);
        assertThat(sessions.find("after login")).containsSame(session);
        assertThat(sessions.stats().renamed()).isEqualTo(1);
        assertThat(create("before login")).isNotSameAs(session);
        assertThat(sessions.end("after login", EndCause.ENDED)).isTrue();
        assertThat(sessions.stats().activeSessions()).isEqualTo(2);
    }

    @Test
    void settingsTakeEffectWhileRunning() {
        Session session = create("a");
        create("b");
        sessions.settings().find("maximumSessions").orElseThrow().setOpenValue(1, "test");
        assertThat(rejectionOf("c")).isEqualTo(Rejection.LIMIT);
        assertThat(session.isLive()).isTrue();

        ticker.advance(Duration.ofMinutes(2));
        sessions.settings().find("timeout").orElseThrow().setOpenValue(60.0, "test");
        ticker.tick();
        await().until(() -> !session.isLive());
    }

    @Test
    void idleOnesEndLeastRecentlyUsedFirst() {
        Map<Integer, Session> byAge = new HashMap<>();
        for (int i = 0; i < 10; i++) {
            byAge.put(i, create("s" + i));
            ticker.advance(Duration.ofMinutes(1));
        }
        byAge.get(0).touch();

        CleanupResult result = sessions.endIdle(Duration.ofMinutes(3), 4, CleanupCause.PRESSURE);

        assertThat(result.items()).isEqualTo(4);
        byAge.forEach((age, session) ->
                assertThat(session.isLive()).as("session %s", age).isEqualTo(age < 1 || age > 4));
        assertThat(sessions.stats().ended()).containsEntry(EndCause.PRESSURE, 4L);
        assertThat(sessions.endIdle(Duration.ZERO, Long.MAX_VALUE, CleanupCause.OPERATOR)
                        .items())
                .isEqualTo(6);
    }

    @Test
    void wrongLimitsAreRefusedWhenItIsBuilt() {
        assertThatThrownBy(() -> SessionManager.builder("x").maximumSessions(0).build())
                .hasMessageContaining("maximumSessions = 0");
        assertThatThrownBy(() -> SessionManager.builder("x")
                        .timeout(Duration.ofMillis(1))
                        .build())
                .hasMessageContaining("timeout");
        assertThatThrownBy(() -> SessionManager.builder("x")
                        .closeTimeout(Duration.ofSeconds(-1))
                        .build())
                .hasMessageContaining("closeTimeout");
        assertThatThrownBy(() -> create("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noIdIsShown() {
        Session session = create("secret");

        assertThat(session.toString()).doesNotContain("secret").contains("#2bb80d53");
        assertThatThrownBy(() -> create("secret")).message().doesNotContain("secret");
    }

    @Test
    void afterTheCloseNothingBeginsAndNothingIsLeft() {
        Session session = create("a");

        sessions.close();
        sessions.close();

        assertThat(session.isLive()).isFalse();
        assertThat(sessions.stats().ended()).containsEntry(EndCause.SHUTDOWN, 1L);
        assertThat(rejectionOf("b")).isEqualTo(Rejection.CLOSED);
    }

    @Test
    void registersWithAllItsFigures() {
        create("a");
        try (Plimsoll plimsoll = Plimsoll.create(ticker)) {
            assertThat(plimsoll.add(sessions).read().value("activeSessions")).isEqualTo(1L);
        }
    }

    private Session create(String id) {
        return sessions.create(id, Map.of());
    }

    private Rejection rejectionOf(String id) {
        return catchThrowableOfType(SessionRejectedException.class, () -> create(id))
                .rejection();
    }

    private static Ticker withoutTicks(AtomicLong nanos) {
        return new Ticker() {
            @Override
            public long nanos() {
                return nanos.get();
            }

            @Override
            public Subscription everyTick(Runnable task) {
                return () -> {};
            }
        };
    }
}
