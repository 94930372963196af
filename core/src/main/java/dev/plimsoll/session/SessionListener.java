package dev.plimsoll.session;

/**
 * Is told of sessions that begin, end and change their id, on two threads of its own: of each session in the order in which
 * it happened, of different ones at the same time. What throws is counted. What hangs holds up the news of its session and
 * one thread; up to 100,000 calls wait, further ones are dropped and counted.
 */
public interface SessionListener {
    /**
     * A session began.
     *
     * @param session the session, which may have ended meanwhile
     */
    default void started(Session session) {}

    /**
     * A session ended: the place to release what belongs to it.
     *
     * @param session the session
     * @param cause why
     */
    default void ended(Session session, EndCause cause) {}

    /**
     * A session got another id.
     *
     * @param session the session
     * @param oldId the id that it had before
     */
    default void renamed(Session session, String oldId) {}
}
