package dev.plimsoll.examples.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

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
        try {
            Path file = Files.createTempFile(directory, "comparison-", ".jfr");
            try {
                dump(file);
                return last(RecordingFile.readAllEvents(file), from, to);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException | JMException e) {
            throw new NoAnswerException(e);
        }
    }

    /** As {@code jcmd <pid> JFR.dump}. */
    private void dump(Path file) throws IOException, JMException, NoAnswerException {
        String[] arguments = {"name=" + ShopProcess.RECORDING, "filename=" + file};
        Object answer = connection.invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "jfrDump",
                new Object[] {arguments},
                new String[] {String[].class.getName()});
        if (Files.size(file) == 0) {
            throw new NoAnswerException("JFR.dump: " + String.valueOf(answer).strip());
        }
    }

    private static Reading last(List<RecordedEvent> events, Instant from, Instant to) throws NoAnswerException {
        RecordedEvent last = events.stream()
                .filter(event -> event.getEventType().getName().equals(EVENT))
                .filter(event -> ShopProcess.POOL.equals(event.getString("name")))
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
