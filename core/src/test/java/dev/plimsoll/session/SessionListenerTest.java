package dev.plimsoll.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.ManualTicker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionListenerTest {
    private final ManualTicker ticker = new ManualTicker();
    private final SessionManager sessions = SessionManager.builder("test")
            .ticker(ticker)
            .maximumSessions(1_000_000)
            .closeTimeout(Duration.ofMillis(200))
            .build();

    @AfterEach
    void close() {
        sessions.close();
    }

    @Test
    void isToldInOrderOnThreadsOfItsOwn() {
        List<String> news = new CopyOnWriteArrayList<>();
        sessions.addListener(new SessionListener() {
            @Override
            public void started(Session session) {
                news.add("started " + Thread.currentThread().getName());
            }

            @Override
            public void renamed(Session session, String oldId) {
                news.add("renamed " + oldId + " to " + session.id());
            }

            @Override
            public void ended(Session session, EndCause cause) {
                news.add("ended " + cause);
            }
        });

        Session session = sessions.create("a", Map.of());
        sessions.rename("a", "b");
        session.end(EndCause.DISCONNECTED);

        await().until(() -> news.size() == 3);
        assertThat(news.get(0)).startsWith("started plimsoll-session-test");
        assertThat(news).containsSubsequence("renamed a to b", "ended DISCONNECTED");
    }

    @Test
    void oneThatThrowsIsCounted() {
        AtomicInteger calls = new AtomicInteger();
        sessions.addListener(new SessionListener() {
            @Override
            public void started(Session session) {
                calls.incrementAndGet();
                throw new StackOverflowError("on purpose");
            }
        });

        sessions.create("a", Map.of());
        sessions.create("b", Map.of());

        await().until(() -> sessions.stats().callbackErrors() == 2);
        assertThat(calls).hasValue(2);
    }

    @Test
    void oneThatHangsCostsItselfOnly() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch hanging = new CountDownLatch(2);
        AtomicInteger told = new AtomicInteger();
        sessions.addListener(new SessionListener() {
            @Override
            public void started(Session session) {
                hanging.countDown();
                awaitUninterruptibly(never);
            }
        });
        sessions.addListener(new SessionListener() {
            @Override
            public void ended(Session session, EndCause cause) {
                told.incrementAndGet();
            }
        });

        for (int i = 0; i < 1000; i++) {
            sessions.create("s" + i, Map.of());
        }
        hanging.await();
        ticker.advance(Duration.ofHours(2));

        await().until(() -> told.get() == 1000);
        assertThat(sessions.stats().activeSessions()).isZero();
        assertThat(sessions.stats().callbackErrors())
                .as("one for each of its two threads")
                .isEqualTo(2);
        long start = System.nanoTime();
        sessions.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        never.countDown();
    }

    @Test
    void oneThatIsSlowerThanAnExpiryMissesNothing() {
        int count = 250_000;
        AtomicInteger told = new AtomicInteger();
        for (int i = 0; i < count; i++) {
            sessions.create("s" + i, Map.of());
        }
        sessions.addListener(new SessionListener() {
            @Override
            public void ended(Session session, EndCause cause) {
                Thread.onSpinWait();
                told.incrementAndGet();
            }
        });

        ticker.advance(Duration.ofHours(2));

        await().until(() -> told.get() == count);
        assertThat(sessions.stats().callbackErrors()).isZero();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                // A listener that does not care.
            }
        }
    }
}
