package dev.plimsoll.benchmarks;

/** One pool under measurement: acquires a connection, uses it, gives it back. */
interface Peer extends AutoCloseable {
    /** Acquires, runs the use, and gives back; returns something of the connection so that nothing is optimised away. */
    int cycle(Use use) throws Exception;

    @Override
    void close() throws Exception;

    /** What is done with a connection. */
    @FunctionalInterface
    interface Use {
        void with(Object connection);
    }
}
