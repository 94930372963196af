package dev.plimsoll.pool;

/**
 * Closes connections that a pool has no use for any more. Called on threads of the pool, once for each connection; may
 * throw anything and may hang.
 *
 * @param <C> type of the connections
 */
@FunctionalInterface
public interface ConnectionCloser<C> {
    /**
     * Closes a connection that nobody holds.
     *
     * @param connection the connection
     * @throws Exception if it cannot be closed; the pool forgets it nevertheless
     */
    void close(C connection) throws Exception;
}
