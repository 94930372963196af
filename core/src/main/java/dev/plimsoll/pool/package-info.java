/**
 * Pooled connections: {@link dev.plimsoll.pool.ConnectionPool}, and the figures that it shares with adopted pools.
 *
 * <p>Begin reading at {@code Slot}, which says who may touch a connection; {@code Dispatcher} is the way without waiting,
 * {@code Waiting} the one with it, {@code Matching} decides who gets what, {@code Upkeep} is what ticks bring.
 */
@NullMarked
package dev.plimsoll.pool;

import org.jspecify.annotations.NullMarked;
