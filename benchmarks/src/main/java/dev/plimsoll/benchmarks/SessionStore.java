package dev.plimsoll.benchmarks;

/** One session store under measurement. */
interface SessionStore extends AutoCloseable {
    /** Begins a session; at first those that are there all along, in their order. */
    void create(String id);

    /** Says that a session is in use: that of the index, which has the id. */
    boolean touch(int index, String id);

    /** Ends a session. */
    void end(String id);

    @Override
    void close() throws Exception;
}
