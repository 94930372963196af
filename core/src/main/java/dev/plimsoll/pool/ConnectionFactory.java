package dev.plimsoll.pool;

/**
 * Opens connections for a pool. The pool calls it on threads of its own, at most once at a time for each place in the
 * pool. It may throw anything and may hang: that costs the pool one place and is counted, nothing else.
 *
 * @param <K> type of the keys
 * @param <C> type of the connections
 */
@FunctionalInterface
public interface ConnectionFactory<K, C> {
    /**
     * Opens a connection.
     *
     * @param key what to connect to
     * @return a connection that is not in the pool yet, never null
     * @throws Exception if it cannot be opened
     */
    C create(K key) throws Exception;
}
