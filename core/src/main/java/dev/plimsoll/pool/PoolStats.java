package dev.plimsoll.pool;

import dev.plimsoll.stats.Histogram;
import dev.plimsoll.stats.Kind;
import dev.plimsoll.stats.Stat;
import dev.plimsoll.stats.Unit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a connection pool, Plimsoll's own or an adopted one. An adopted pool that cannot tell a figure declares
 * it as unavailable.
 *
 * @param activeConnections connections that are held by somebody
 * @param idleConnections connections that wait to be used
 * @param totalConnections all open connections
 * @param waitingThreads threads that wait for a connection
 * @param acquired connections handed out
 * @param acquisitionTimeouts acquisitions that gave up waiting
 * @param created connections opened
 * @param creationFailures attempts to open a connection that failed
 * @param closed connections closed
 * @param leaked connections whose holder was garbage-collected without closing them
 * @param callbackErrors times that code of the user (factory, validator, close, listener) threw or hung
 * @param acquisition time spent waiting for a connection
 * @param usage time that connections were held
 * @param creation time it took to open a connection
 * @param overdue times that a connection was held for longer than allowed
 */
public record PoolStats(
        @Stat(kind = Kind.GAUGE, help = "Connections that are held by somebody") @Nullable
        Long activeConnections,

        @Stat(kind = Kind.GAUGE, help = "Connections that wait to be used") @Nullable
        Long idleConnections,

        @Stat(kind = Kind.GAUGE, help = "All open connections") @Nullable
        Long totalConnections,

        @Stat(kind = Kind.GAUGE, help = "Threads that wait for a connection") @Nullable
        Long waitingThreads,

        @Stat(kind = Kind.COUNTER, help = "Connections handed out") @Nullable
        Long acquired,

        @Stat(kind = Kind.COUNTER, help = "Acquisitions that gave up waiting") @Nullable
        Long acquisitionTimeouts,

        @Stat(kind = Kind.COUNTER, help = "Connections opened") @Nullable
        Long created,

        @Stat(kind = Kind.COUNTER, help = "Attempts to open a connection that failed") @Nullable
        Long creationFailures,

        @Stat(kind = Kind.COUNTER, label = "cause", help = "Connections closed") @Nullable
        Map<CloseCause, Long> closed,

        @Stat(kind = Kind.COUNTER, help = "Connections whose holder was garbage-collected without closing them")
        @Nullable
        Long leaked,

        @Stat(kind = Kind.COUNTER, help = "Times that code of the user threw or hung") @Nullable
        Long callbackErrors,

        @Stat(kind = Kind.HISTOGRAM, unit = Unit.SECONDS, help = "Time spent waiting for a connection") @Nullable
        Histogram acquisition,

        @Stat(kind = Kind.HISTOGRAM, unit = Unit.SECONDS, help = "Time that connections were held") @Nullable
        Histogram usage,

        @Stat(kind = Kind.HISTOGRAM, unit = Unit.SECONDS, help = "Time it took to open a connection") @Nullable
        Histogram creation,

        @Stat(kind = Kind.COUNTER, help = "Times that a connection was held for longer than allowed") @Nullable
        Long overdue) {}
