package dev.plimsoll.pool;

/**
 * Tells whether a connection that was idle can still be used. Called on threads of the pool; may throw anything, which
 * means no, and may hang.
 *
 * @param <C> type of the connections
 */
@FunctionalInterface
public interface ConnectionValidator<C> {
    /**
     * Checks a connection that nobody holds.
     *
     * @param connection the connection
     * @return whether it may be handed out
     * @throws Exception if it may not
     */
    boolean isValid(C connection) throws Exception;
}
