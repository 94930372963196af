package dev.plimsoll.examples.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GateTest {

    private final Gate gate = new Gate();

    @Test
    void closesOnlyWhenNobodyIsInside() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Thread guest = thread(() -> gate.pass(() -> {
            inside.countDown();
            leave.await();
        }));
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
        Thread closer = thread(gate::close);
        await().until(() -> closer.getState() == Thread.State.WAITING);

        leave.countDown();

        closer.join();
        guest.join();
    }

    @Test
    void holdsBackWhileItIsClosed() throws Exception {
        gate.close();
        CountDownLatch passed = new CountDownLatch(1);
        Thread guest = thread(() -> gate.pass(passed::countDown));
        await().until(() -> guest.getState() == Thread.State.WAITING);
        assertThat(passed.getCount()).isOne();

        gate.open();

        assertThat(passed.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private static Thread thread(Gate.Passage passage) {
        Thread thread = new Thread(() -> {
            try {
                passage.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
