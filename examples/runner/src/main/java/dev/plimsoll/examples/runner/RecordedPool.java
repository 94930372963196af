package dev.plimsoll.examples.runner;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import javax.management.MBeanServerConnection;
import jdk.jfr.consumer.RecordedEvent;

/** The pool as Mission Control sees it. */
final class RecordedPool {

    static final String EVENT = "dev.plimsoll.ConnectionPoolStatistics";

    private final MBeanServerConnection connection;
    private final Path directory;

    RecordedPool(MBeanServerConnection connection, Path directory) {
        this.connection = connection;
        this.directory = directory;
    }

    /** Copies the running recording to a file and reads the last event from the window. */
    Reading read(Instant from, Instant to) throws NoAnswerException {
        return last(Dump.of(connection, directory), from, to);
    }

    private static Reading last(List<RecordedEvent> events, Instant from, Instant to) throws NoAnswerException {
        RecordedEvent last = events.stream()
                .filter(event -> event.getEventType().getName().equals(EVENT))
                .filter(event -> Health.POOL.equals(event.getString("name")))
                .filter(event -> event.getStartTime().isAfter(from)
                        && event.getStartTime().isBefore(to))
                .reduce((earlier, later) -> later.getStartTime().isAfter(earlier.getStartTime()) ? later : earlier)
                .orElseThrow(() -> new NoAnswerException("no event " + EVENT + " between " + from + " and " + to));
        return new Reading(
                number(last, "activeConnections"),
                number(last, "idleConnections"),
                number(last, "totalConnections"),
                number(last, "waitingThreads"));
    }

    /** Optional figures are recorded as double, with NaN for an absent one. */
    private static long number(RecordedEvent event, String field) throws NoAnswerException {
        if (!event.hasField(field)) {
            throw new NoAnswerException("the event " + EVENT + " has no field " + field);
        }
        Object value = event.getValue(field);
        if (value instanceof Number number && !Double.isNaN(number.doubleValue())) {
            return number.longValue();
        }
        throw new NoAnswerException("the event " + EVENT + " has no figure in " + field);
    }
}
