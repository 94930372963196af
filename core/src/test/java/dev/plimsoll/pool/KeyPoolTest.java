package dev.plimsoll.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.ManualTicker;
import org.junit.jupiter.api.Test;

/** Which idle connection is taken for whom, step by step. */
class KeyPoolTest {
    private final PoolContext<String, Object> context = new PoolContext<>(
            new PoolBuilder<String, Object>("steps", key -> new Object()).ticker(new ManualTicker()), run -> {});
    private final KeyPool<String, Object> keyPool = new KeyPool<>("key", context.dispatcher);

    @Test
    void whatComesBackAfterALookForIdleOnesIsNotTakenForStale() {
        Object connection = new Object();
        context.matching.offer(keyPool, connection);
        Lease<Object> lease = context.dispatcher.immediate(keyPool, true);
        assertThat(keyPool.ownFresh()).isNull();
        lease.close();
        assertThat(keyPool.ownStale()).as("to be validated").isNull();
        assertThat(context.dispatcher.immediate(keyPool, true).connection()).isSameAs(connection);
    }

    @Test
    void whatIsStaleIsTakenForValidationOnly() {
        context.matching.offer(keyPool, new Object());
        Slot<String, Object> slot = keyPool.slots[0];
        assertThat(slot.markStale(slot.peek())).isTrue();
        assertThat(context.dispatcher.immediate(keyPool, true)).isNull();
        assertThat(keyPool.ownFresh()).isNull();
        assertThat(keyPool.ownStale()).isSameAs(slot);
        assertThat(keyPool.ownStale()).as("taken already").isNull();
        slot.leaveIdle(Slot.IDLE);
        assertThat(keyPool.ownFresh()).isSameAs(slot);
    }
}
