package dev.plimsoll.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.CleanupCause;
import dev.plimsoll.CleanupResult;
import dev.plimsoll.Manager;
import dev.plimsoll.Plimsoll;
import dev.plimsoll.Registration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a manager promises that runs code of its user when it removes something: it never does so under a lock or on the
 * thread that ticks, and code that throws or hangs costs one slot and one count.
 *
 * @param <M> the manager
 */
public abstract class UserCodeContractTest<M extends Manager & AutoCloseable> extends ManagerContractTest<M> {
    private static final Duration LONG_ENOUGH_TO_HANG = Duration.ofSeconds(11);

    /** Puts something into the manager; its removal runs the code. */
    protected abstract void add(M into, String key, UserCode onRemoval);

    /** Tells whether the manager holds what was put into it. */
    protected abstract boolean holds(M in, String key);

    /** After which time a tick removes what was put in. */
    protected abstract Duration dueAfter();

    /** The events that an addition and a removal at a tick leave in a recording, beside the one of the cleanup. */
    protected abstract Set<String> events();

    /** The name of the figure that counts the code of the user that threw or hung. */
    protected String errorFigure() {
        return "callbackErrors";
    }

    @Test
    void whateverIsThrownIsCountedAndTheManagerGoesOn() {
        List<Throwable> thrown = UserCode.throwables();
        long errors = errors();
        for (int i = 0; i < thrown.size(); i++) {
            add(manager, "bad" + i, UserCode.throwing(thrown.get(i)));
        }
        AtomicInteger good = new AtomicInteger();
        add(manager, "good", good::incrementAndGet);

        ticker.advance(dueAfter());

        await().until(() -> good.get() == 1 && errors() == errors + thrown.size());
        assertThat(holds(manager, "bad0")).isFalse();
        add(manager, "later", good::incrementAndGet);
        ticker.advance(dueAfter());
        await().until(() -> good.get() == 2);
    }

    @Test
    void aCleanupTellsOfEachFailure() {
        int failing = 5;
        keepUntilCleanup(() -> {
            for (int i = 0; i < failing; i++) {
                add(manager, "bad" + i, UserCode.throwing(new IllegalStateException("bad")));
            }
            add(manager, "good", () -> {});
        });

        CleanupResult result = manager.cleanups().run(CleanupCause.OPERATOR);

        assertThat(result.items()).isEqualTo(failing + 1);
        assertThat(result.failures()).isEqualTo(failing);
        assertThat(manager.cleanups().stats().cleanupItems()).isEqualTo(failing + 1);
        assertThat(manager.cleanups().run(CleanupCause.OPERATOR).items()).isZero();
    }

    @Test
    void codeThatHangsCostsOneSlotAndOneCount() {
        long errors = errors();
        try (UserCode.Hanging hanging = new UserCode.Hanging()) {
            add(manager, "hanging", hanging);
            ticker.advance(dueAfter());
            await().until(hanging::reached);

            ticker.advance(LONG_ENOUGH_TO_HANG);
            ticker.advance(LONG_ENOUGH_TO_HANG);

            assertThat(errors()).isEqualTo(errors + 1);
            AtomicInteger good = new AtomicInteger();
            for (int i = 0; i < 20; i++) {
                add(manager, "good" + i, good::incrementAndGet);
            }
            ticker.advance(dueAfter());
            await().until(() -> good.get() == 20);
        }
        assertThat(errors()).isEqualTo(errors + 1);
    }

    @Test
    void tickAndCleanupReturnThoughAllCodeHangs() {
        try (UserCode.Hanging hanging = new UserCode.Hanging()) {
            for (int i = 0; i < 50; i++) {
                add(manager, "hanging" + i, hanging);
            }
            within(Duration.ofSeconds(4), () -> ticker.advance(dueAfter()));
            within(Duration.ofSeconds(4), () -> manager.cleanups().run(CleanupCause.OPERATOR));
            within(Duration.ofSeconds(4), manager::stats);
            assertThat(hanging.threads()).hasSizeLessThanOrEqualTo(4);
        }
    }

    @Test
    void codeRunsNeitherOnTheTickThreadNorUnderALock() {
        List<Thread> threads = new CopyOnWriteArrayList<>();
        List<String> blocked = new CopyOnWriteArrayList<>();
        add(manager, "same", () -> {
            threads.add(Thread.currentThread());
            probe(blocked, "stats", manager::stats);
            probe(blocked, "add same key", () -> add(manager, "same", () -> {}));
            probe(blocked, "add", () -> add(manager, "other", () -> {}));
            probe(blocked, "cleanup", () -> manager.cleanups().run(CleanupCause.OPERATOR));
            threads.add(Thread.currentThread());
        });

        ticker.advance(dueAfter());

        await().atMost(Duration.ofSeconds(30)).until(() -> threads.size() == 2);
        assertThat(threads).doesNotContain(Thread.currentThread());
        assertThat(threads.get(0).getName()).startsWith("plimsoll-");
        assertThat(threads.get(0).isDaemon()).isTrue();
        assertThat(blocked).isEmpty();
    }

    @Test
    void aHangInOneManagerLeavesOthersAlone() throws Exception {
        try (M other = create(ticker);
                UserCode.Hanging hanging = new UserCode.Hanging()) {
            for (int i = 0; i < 10; i++) {
                add(manager, "hanging" + i, hanging);
            }
            ticker.advance(dueAfter());
            await().until(hanging::reached);
            AtomicInteger good = new AtomicInteger();
            add(other, "good", good::incrementAndGet);

            ticker.advance(dueAfter());

            await().until(() -> good.get() == 1);
        }
    }

    @Test
    void closeIsBoundedThoughAllCodeHangs() {
        try (UserCode.Hanging hanging = new UserCode.Hanging()) {
            for (int i = 0; i < 50; i++) {
                add(manager, "hanging" + i, hanging);
            }
            within(CLOSE_BOUND, manager::close);
            within(Duration.ofSeconds(1), manager::close);
            assertThat(holds(manager, "hanging0")).isFalse();
        }
    }

    @Test
    void closeRunsTheCodeOfAllThatIsLeft() throws Exception {
        AtomicInteger removed = new AtomicInteger();
        for (int i = 0; i < 50; i++) {
            add(manager, "r" + i, removed::incrementAndGet);
        }
        add(manager, "bad", UserCode.throwing(new AssertionError("bad")));

        manager.close();

        assertThat(removed).hasValue(50);
    }

    @Test
    void theThreadsEndWithTheManager() throws Exception {
        List<Thread> threads = new CopyOnWriteArrayList<>();
        add(manager, "a", () -> threads.add(Thread.currentThread()));
        ticker.advance(dueAfter());
        await().until(() -> !threads.isEmpty());

        manager.close();

        await().untilAsserted(() -> assertThat(threads).noneMatch(Thread::isAlive));
    }

    @Test
    void eventsTellWhatHappened(@TempDir Path directory) throws Exception {
        try (Recording recording = new Recording()) {
            events().forEach(recording::enable);
            recording.enable("dev.plimsoll.Cleanup");
            recording.start();
            add(manager, "a", () -> {});
            ticker.advance(dueAfter());
            // What was removed is closed on a thread of its own, and tells so after that.
            await().untilAsserted(() -> assertThat(names(recorded(recording, directory)))
                    .containsAll(events())
                    .contains("dev.plimsoll.Cleanup"));
            Set<Long> cleanups = recorded(recording, directory).stream()
                    .filter(event -> event.hasField("cleanupId"))
                    .map(event -> event.getLong("cleanupId"))
                    .collect(Collectors.toSet());
            assertThat(cleanups)
                    .as("one cleanup, and all that it removed says so")
                    .hasSize(1);
        }
    }

    private static List<RecordedEvent> recorded(Recording recording, Path directory) throws IOException {
        Path file = Files.createTempFile(directory, "contract", ".jfr");
        recording.dump(file);
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.hasField("managerName") && "contract".equals(event.getString("managerName")))
                .toList();
    }

    private static Set<String> names(List<RecordedEvent> events) {
        return events.stream().map(event -> event.getEventType().getName()).collect(Collectors.toSet());
    }

    /** Puts things in and lets time pass so that they are due, while no tick comes. */
    private void keepUntilCleanup(Runnable additions) {
        additions.run();
        ticker.pass(dueAfter());
    }

    private long errors() {
        try (Plimsoll plimsoll = Plimsoll.create(ticker);
                Registration registration = plimsoll.add(manager)) {
            Object value = registration.read().value(errorFigure());
            assertThat(value).as(errorFigure()).isInstanceOf(Long.class);
            return (Long) value;
        }
    }

    private static void probe(List<String> blocked, String what, Runnable call) {
        try {
            CompletableFuture<Void> done = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                try {
                    call.run();
                } catch (Throwable e) {
                    // refused is as good as done: the question is whether it comes back
                } finally {
                    done.complete(null);
                }
            });
            thread.setDaemon(true);
            thread.start();
            done.get(5, TimeUnit.SECONDS);
        } catch (Exception e) {
            blocked.add(what);
        }
    }

    private static void within(Duration bound, Call call) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                call.run();
                done.complete(null);
            } catch (Throwable e) {
                done.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        assertThat(done).succeedsWithin(bound);
    }

    /** Something to be done in time. */
    @FunctionalInterface
    private interface Call {
        void run() throws Exception;
    }
}
