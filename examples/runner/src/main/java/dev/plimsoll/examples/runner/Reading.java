package dev.plimsoll.examples.runner;

import java.util.Map;
import java.util.TreeMap;

/**
 * What one side says about the pool.
 *
 * @param active connections that are held
 * @param idle connections that could be taken
 * @param total all open connections
 * @param waiting threads that wait for one
 */
record Reading(long active, long idle, long total, long waiting) {

    /** Figures by the name that they have in the statistics of a connection pool. */
    Map<String, Long> figures() {
        return new TreeMap<>(Map.of(
                "activeConnections", active,
                "idleConnections", idle,
                "totalConnections", total,
                "waitingThreads", waiting));
    }
}
