package dev.plimsoll.pool;

import dev.plimsoll.internal.Jfr;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Fills in the events of a pool, except that of an acquisition, which is on the fast path. */
final class ConnectionEvents {
    private static final int MAX_FRAMES = 64;

    private ConnectionEvents() {}

    static void created(PoolContext<?, ?> context, Slot<?, ?> slot, long nanos) {
        if (Jfr.AVAILABLE) {
            ConnectionCreatedEvent event = new ConnectionCreatedEvent();
            if (event.shouldCommit()) {
                event.managerType = context.id.type();
                event.managerName = context.id.name();
                event.key = Holder.text(slot.keyPool.key);
                event.creationTime = nanos;
                event.commit();
            }
        }
    }

    static void evicted(PoolContext<?, ?> context, Slot<?, ?> slot, CloseCause cause) {
        if (Jfr.AVAILABLE) {
            ConnectionEvictedEvent event = new ConnectionEvictedEvent();
            if (event.shouldCommit()) {
                event.managerType = context.id.type();
                event.managerName = context.id.name();
                event.key = Holder.text(slot.keyPool.key);
                event.cause = cause.name();
                event.cleanupId = slot.cleanup == null ? 0 : slot.cleanup.id();
                event.commit();
            }
        }
    }

    static void closed(PoolContext<?, ?> context, Slot<?, ?> slot, CloseCause cause, @Nullable Throwable failure) {
        if (Jfr.AVAILABLE) {
            ConnectionClosedEvent event = new ConnectionClosedEvent();
            if (event.shouldCommit()) {
                event.managerType = context.id.type();
                event.managerName = context.id.name();
                event.key = Holder.text(slot.keyPool.key);
                event.cause = cause.name();
                event.cleanupId = slot.cleanup == null ? 0 : slot.cleanup.id();
                event.age = context.ticker.nanos() - slot.createdNanos;
                event.failure = failure == null ? null : failure.toString();
                event.commit();
            }
        }
    }

    static void exhausted(PoolContext<?, ?> context, Waiter<?, ?> waiter, List<Holder> holders) {
        if (Jfr.AVAILABLE) {
            PoolExhaustedEvent event = new PoolExhaustedEvent();
            if (event.shouldCommit()) {
                event.managerType = context.id.type();
                event.managerName = context.id.name();
                event.key = Holder.text(waiter.keyPool.key);
                event.waited = context.ticker.nanos() - waiter.startNanos;
                event.holders = holders.stream().map(Holder::toString).collect(Collectors.joining("\n"));
                event.commit();
            }
        }
    }

    static void overdue(PoolContext<?, ?> context, Holder holder, StackTraceElement[] holderStack) {
        if (Jfr.AVAILABLE) {
            ConnectionOverdueEvent event = new ConnectionOverdueEvent();
            if (event.shouldCommit()) {
                List<StackTraceElement> stack = holder.acquiredAt();
                event.managerType = context.id.type();
                event.managerName = context.id.name();
                event.key = holder.key();
                event.holder = holder.thread();
                event.held = holder.held().toNanos();
                event.holderStack = lines(Arrays.stream(holderStack));
                event.acquiredAt = stack == null ? null : lines(stack.stream());
                event.commit();
            }
        }
    }

    private static String lines(Stream<StackTraceElement> stack) {
        return stack.limit(MAX_FRAMES).map(StackTraceElement::toString).collect(Collectors.joining("\n"));
    }
}
