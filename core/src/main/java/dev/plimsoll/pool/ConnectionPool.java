package dev.plimsoll.pool;

import dev.plimsoll.CleanupCause;
import dev.plimsoll.CleanupResult;
import dev.plimsoll.CleanupRun;
import dev.plimsoll.Cleanups;
import dev.plimsoll.Manager;
import dev.plimsoll.ManagerId;
import dev.plimsoll.Settings;
import dev.plimsoll.Subscription;
import dev.plimsoll.internal.Jfr;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Pools connections of any kind by key: WebSocket, SFTP, LDAP, SMTP, plain TCP.
 *
 * <pre>{@code
 * ConnectionPool<InetSocketAddress, Socket> pool = ConnectionPool
 *         .<InetSocketAddress, Socket>builder("mail", address -> new Socket(address.getAddress(), address.getPort()))
 *         .maximumSize(20)
 *         .build();
 * try (Lease<Socket> lease = pool.acquire(address, Duration.ofSeconds(2))) {
 *     lease.connection().getOutputStream().write(request);
 * }
 * }</pre>
 *
 * <p>Thread-safe. A connection is held by one lease at a time; what a holder did before closing its lease happens-before
 * what the next one does after acquiring. What the factory, the validator and a holder do to a connection is likewise
 * visible to whoever gets it next.
 *
 * <p>Code of the user (factory, validator, closer) runs on threads of the pool, never under a lock. It may throw anything
 * or hang; then it keeps the place of its connection until it ends, and is counted, and the rest of the pool goes on.
 *
 * <p>Waiters are served in the order of their arrival within a key, except that for a few milliseconds a thread that is
 * running may overtake one that sleeps. Keys that compete for the total limit take turns.
 *
 * @param <K> type of the keys, with {@code equals} and {@code hashCode}
 * @param <C> type of the connections; told apart by identity
 */
public final class ConnectionPool<K, C> implements Manager, AutoCloseable {
    private final PoolContext<K, C> context;
    private final Dispatcher<K, C> dispatcher;
    private final Duration closeTimeout;
    private final Subscription ticks;

    ConnectionPool(PoolBuilder<K, C> builder) {
        context = new PoolContext<>(builder, this::clean);
        dispatcher = context.dispatcher;
        closeTimeout = builder.closeTimeout;
        ticks = builder.ticker.everyTick(context.upkeep::tick);
    }

    /**
     * Begins to build a pool.
     *
     * @param name the manager's name
     * @param factory opens connections
     * @param <K> type of the keys
     * @param <C> type of the connections
     * @return a builder with the defaults
     */
    public static <K, C> ConnectionPoolBuilder<K, C> builder(
            String name, ConnectionFactory<? super K, ? extends C> factory) {
        return new PoolBuilder<>(name, factory);
    }

    /**
     * Acquires a connection: one that is idle, or a new one if the limits allow it. Waits for one at most for the timeout,
     * whatever the factory, the validator or the closer do.
     *
     * @param key what to connect to
     * @param timeout how long to wait at most; zero or negative for only what can be had at once
     * @return a lease to be closed
     * @throws ConnectionUnavailableException if there was none in time, or opening one failed while there was no other to
     *     wait for, or the pool is closed; it says which, and who holds the connections
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public Lease<C> acquire(K key, Duration timeout) throws InterruptedException {
        ConnectionAcquisitionEvent event = Jfr.AVAILABLE ? ConnectionAcquisitionEvent.start() : null;
        Lease<C> lease = dispatcher.immediate(key);
        if (lease == null) {
            return acquireSlowly(key, timeout, event);
        }
        if (event != null) {
            event.end(context, key, "ACQUIRED");
        }
        return lease;
    }

    private Lease<C> acquireSlowly(K key, Duration timeout, @Nullable ConnectionAcquisitionEvent event)
            throws InterruptedException {
        String outcome = "INTERRUPTED";
        try {
            Lease<C> lease = context.waiting.acquire(key, nanos(timeout));
            outcome = "ACQUIRED";
            return lease;
        } catch (ConnectionUnavailableException e) {
            outcome = e.reason().name();
            throw e;
        } finally {
            if (event != null) {
                event.end(context, key, outcome);
            }
        }
    }

    /**
     * Acquires a connection without blocking the caller.
     *
     * @param key what to connect to
     * @param timeout how long to wait at most
     * @return completes on a thread of the pool with a lease to be closed, or with the exception that {@link #acquire}
     *     would throw; cancelling it gives up waiting
     */
    public CompletableFuture<Lease<C>> acquireAsync(K key, Duration timeout) {
        Lease<C> lease = dispatcher.immediate(key);
        return lease != null
                ? CompletableFuture.completedFuture(lease)
                : context.waiting.acquireAsync(key, nanos(timeout));
    }

    /**
     * Takes in a connection that was made elsewhere, such as an accepted WebSocket, and hands it to whoever is next.
     *
     * @param key what it is connected to
     * @param connection the connection; the pool will close it
     * @return whether there was room; if not, it still belongs to the caller
     * @throws IllegalArgumentException if this connection is in the pool already
     */
    public boolean offer(K key, C connection) {
        Objects.requireNonNull(connection, "connection");
        return context.waiting.offer(key, connection);
    }

    /**
     * Closes the idle connections of a key; those that are held are closed when they come back.
     *
     * @param key the key
     * @return how many that were
     */
    public CleanupResult evict(K key) {
        return context.cleanups.run(CleanupCause.OPERATOR, run -> {
            context.eviction.evict(key, run);
            awaitClosed(run);
        });
    }

    /**
     * Closes all idle connections; those that are held are closed when they come back. The pool goes on and opens new
     * ones.
     *
     * @return how many that were
     */
    public CleanupResult drain() {
        return context.cleanups.run(CleanupCause.OPERATOR, run -> {
            context.eviction.drain(CloseCause.EVICTED, run);
            awaitClosed(run);
        });
    }

    /** Hands out no more connections until {@link #resume()}: acquisitions wait. Leases go on and come back. */
    public void suspend() {
        context.eviction.gate(Dispatcher.SUSPENDED);
    }

    /** Ends a suspension. Does nothing to a pool that is not suspended. */
    public void resume() {
        context.eviction.gate(Dispatcher.OPEN);
    }

    /**
     * Lists who holds connections.
     *
     * @return at most 32 holders, longest first
     */
    public List<Holder> holders() {
        return context.holders.all();
    }

    /**
     * Closes the pool: refuses all who wait or come, closes idle connections, and those that are held when they come
     * back. Waits for idle connections to be closed, for at most the close timeout of the builder. Closing twice is
     * harmless.
     */
    @Override
    public void close() {
        ticks.close();
        if (dispatcher.gate == Dispatcher.CLOSED) {
            return;
        }
        context.cleanups.run(CleanupCause.SHUTDOWN, run -> context.eviction.shutDown(run, nanos(closeTimeout)));
    }

    @Override
    public ManagerId id() {
        return context.id;
    }

    @Override
    public PoolStats stats() {
        return context.figures.stats(context);
    }

    @Override
    public Settings settings() {
        return context.settings.all;
    }

    @Override
    public Cleanups cleanups() {
        return context.cleanups;
    }

    private void clean(CleanupRun run) {
        context.upkeep.sweep(run);
        if (run.cause() == CleanupCause.PRESSURE) {
            context.eviction.closeIdle(run);
        }
        if (run.cause() != CleanupCause.SCHEDULE) {
            awaitClosed(run);
        }
    }

    /** Lets an operator's result tell of failures, without waiting long for what hangs. */
    private void awaitClosed(CleanupRun run) {
        if (!context.eviction.awaitClosed(TimeUnit.SECONDS.toNanos(1))) {
            run.note("some are still being closed");
        }
    }

    private static long nanos(Duration timeout) {
        try {
            return timeout.toNanos();
        } catch (ArithmeticException e) {
            return timeout.isNegative() ? 0 : Long.MAX_VALUE;
        }
    }
}
