package dev.plimsoll.examples.runner;

import java.util.Map;
import java.util.TreeMap;

/**
 * What one side says.
 *
 * @param figures by name
 */
record Reading(Map<String, Long> figures) {

    Reading {
        figures = Map.copyOf(figures);
    }

    /**
     * What it says about a pool, by the names in the statistics of a connection pool.
     *
     * @param active connections that are held
     * @param idle connections that could be taken
     * @param total all open connections
     * @param waiting threads that wait for one
     */
    Reading(long active, long idle, long total, long waiting) {
        this(Map.of(
                "activeConnections", active,
                "idleConnections", idle,
                "totalConnections", total,
                "waitingThreads", waiting));
    }

    @Override
    public String toString() {
        return new TreeMap<>(figures).toString();
    }
}
