package dev.plimsoll.examples.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** A copy of the recording that is running in an example, as {@code jcmd <pid> JFR.dump} makes it. */
final class Dump {

    private Dump() {}

    static List<RecordedEvent> of(MBeanServerConnection connection, Path directory) throws NoAnswerException {
        try {
            Path file = Files.createTempFile(directory, "comparison-", ".jfr");
            try {
                write(connection, file);
                return RecordingFile.readAllEvents(file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException | JMException e) {
            throw new NoAnswerException(e);
        }
    }

    private static void write(MBeanServerConnection connection, Path file)
            throws IOException, JMException, NoAnswerException {
        String[] arguments = {"name=" + ExampleProcess.RECORDING, "filename=" + file};
        Object answer = connection.invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "jfrDump",
                new Object[] {arguments},
                new String[] {String[].class.getName()});
        if (Files.size(file) == 0) {
            throw new NoAnswerException("JFR.dump: " + String.valueOf(answer).strip());
        }
    }
}
