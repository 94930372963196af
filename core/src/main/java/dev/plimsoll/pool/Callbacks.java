package dev.plimsoll.pool;

import dev.plimsoll.CleanupRun;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Has code of the user open, validate and close connections, and tells the dispatcher what came of it. */
final class Callbacks<K, C> {
    private final PoolContext<K, C> context;
    private final ConnectionFactory<? super K, ? extends C> factory;
    private final @Nullable ConnectionValidator<? super C> validator;
    private final ConnectionCloser<? super C> closer;

    Callbacks(PoolContext<K, C> context, PoolBuilder<K, C> builder) {
        this.context = context;
        factory = builder.factory;
        validator = builder.validator;
        closer = builder.closer;
    }

    void create(Slot<K, C> slot) {
        long start = context.ticker.nanos();
        context.errands.<C>run(() -> factory.create(slot.keyPool.key), (connection, failure) -> {
            long nanos = context.ticker.nanos() - start;
            if (connection != null) {
                context.figures.created(nanos);
            }
            boolean joined;
            context.dispatcher.lock();
            try {
                joined = context.matching.opened(slot, connection, failure);
            } finally {
                context.dispatcher.unlock();
            }
            if (joined) {
                ConnectionEvents.created(context, slot, nanos);
            }
        });
    }

    void validate(Slot<K, C> slot) {
        C connection = slot.connection();
        context.errands.run(() -> Objects.requireNonNull(validator).isValid(connection), (valid, failure) -> {
            context.dispatcher.lock();
            try {
                context.matching.validated(slot, Boolean.TRUE.equals(valid));
            } finally {
                context.dispatcher.unlock();
            }
        });
    }

    void close(Slot<K, C> slot, CloseCause cause) {
        C connection = slot.connection();
        ConnectionEvents.evicted(context, slot, cause);
        context.errands.runFew(
                () -> {
                    closer.close(connection);
                    return null;
                },
                (nothing, failure) -> {
                    CleanupRun run = slot.cleanup;
                    if (run != null && failure != null) {
                        run.failed(failure);
                    }
                    context.figures.closed(cause);
                    context.dispatcher.lock();
                    try {
                        context.matching.closed(slot);
                    } finally {
                        context.dispatcher.unlock();
                    }
                    ConnectionEvents.closed(context, slot, cause, failure);
                });
    }
}
