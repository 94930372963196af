package dev.plimsoll.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.ManualTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many threads on few ids. */
class SessionRaceTest {
    private static final int THREADS = 4;

    private final ManualTicker ticker = new ManualTicker();

    @Test
    void theLimitHoldsAndNoIdIsLiveTwice() throws Exception {
        int limit = 3;
        int ids = 6;
        AtomicInteger live = new AtomicInteger();
        AtomicInteger[] perId = new AtomicInteger[ids];
        for (int i = 0; i < ids; i++) {
            perId[i] = new AtomicInteger();
        }
        try (SessionManager sessions = SessionManager.builder("race")
                .ticker(ticker)
                .maximumSessions(limit)
                .build()) {
            inParallel(seed -> {
                SplittableRandom random = new SplittableRandom(seed);
                for (int i = 0; i < 50_000; i++) {
                    int id = random.nextInt(ids);
                    try {
                        Session mine = sessions.create("id" + id, Map.of());
                        assertThat(live.incrementAndGet()).isLessThanOrEqualTo(limit);
                        assertThat(perId[id].incrementAndGet()).isEqualTo(1);
                        assertThat(mine.touch()).isTrue();
                        assertThat(sessions.find("id" + id)).containsSame(mine);
                        perId[id].decrementAndGet();
                        live.decrementAndGet();
                        assertThat(mine.end(EndCause.ENDED)).isTrue();
                        assertThat(mine.touch()).isFalse();
                    } catch (SessionRejectedException e) {
                        assertThat(e.rejection()).isNotEqualTo(Rejection.CLOSED);
                    }
                }
            });
            SessionStats stats = sessions.stats();
            assertThat(stats.activeSessions()).isZero();
            assertThat(stats.ended()).containsEntry(EndCause.ENDED, stats.created());
        }
    }

    /** Whoever is told that the touch came in time finds the session live, however close the expiry was. */
    @Test
    void noTouchThatReturnedTrueIsLost() throws Exception {
        Duration timeout = Duration.ofSeconds(10);
        try (SessionManager sessions =
                SessionManager.builder("race").ticker(ticker).timeout(timeout).build()) {
            AtomicBoolean lost = new AtomicBoolean();
            SplittableRandom random = new SplittableRandom(3);
            for (int round = 0; round < 5_000; round++) {
                String id = "s" + round;
                Session session = sessions.create(id, Map.of());
                ticker.advance(timeout);
                ticker.pass(Duration.ofSeconds(1));
                AtomicBoolean begun = new AtomicBoolean();
                Thread expiry = new Thread(() -> {
                    begun.set(true);
                    ticker.tick();
                });
                expiry.start();
                while (!begun.get()) {
                    Thread.onSpinWait();
                }
                for (int i = random.nextInt(300); i > 0; i--) {
                    Thread.onSpinWait();
                }
                boolean touched = session.touch();
                expiry.join();
                if (touched != sessions.find(id).isPresent()) {
                    lost.set(true);
                }
                session.end(EndCause.ENDED);
            }
            assertThat(lost).isFalse();
        }
    }

    /** While it is renamed to and fro, a session is at every moment found by exactly one of its ids. */
    @Test
    void aRenameHasNoMomentBetween() throws Exception {
        try (SessionManager sessions =
                SessionManager.builder("race").ticker(ticker).build()) {
            sessions.create("a0", Map.of());
            AtomicInteger step = new AtomicInteger();
            AtomicBoolean done = new AtomicBoolean();
            Thread renamer = new Thread(() -> {
                for (int i = 0; i < 100_000; i++) {
                    sessions.rename("a" + i, "a" + (i + 1));
                    step.set(i + 1);
                }
                done.set(true);
            });
            renamer.start();
            while (!done.get()) {
                int now = step.get();
                boolean found = sessions.touch("a" + now) || sessions.touch("a" + (now + 1));
                int after = step.get();
                assertThat(found || after > now)
                        .as("between %s and %s", now, after)
                        .isTrue();
                if (now > 0) {
                    assertThat(sessions.find("a" + (now - 1))).isEmpty();
                }
            }
            renamer.join();
        }
    }

    private interface Work {
        void run(int seed) throws Exception;
    }

    private static void inParallel(Work work) throws InterruptedException, ExecutionException {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int seed = i;
                futures.add(pool.submit(() -> {
                    work.run(seed);
                    return null;
                }));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
