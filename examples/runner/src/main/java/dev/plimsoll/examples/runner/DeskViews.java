package dev.plimsoll.examples.runner;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.TabularData;
import jdk.jfr.consumer.RecordedEvent;
import org.jspecify.annotations.Nullable;

/** The figures of the service desk in each of the three views. */
final class DeskViews {

    private final MBeanServerConnection connection;
    private final URI metrics;
    private final Path directory;
    private final Web web = new Web();

    DeskViews(MBeanServerConnection connection, URI metrics, Path directory) {
        this.connection = connection;
        this.metrics = metrics;
        this.directory = directory;
    }

    /** Reads one figure; null if it is not there. */
    private interface Reader {
        @Nullable
        Object read(DeskFigure figure) throws IOException, JMException;
    }

    Reading jmx() throws NoAnswerException {
        return each(figure -> {
            Object value = connection.getAttribute(new ObjectName(figure.bean()), figure.attribute());
            return value instanceof TabularData table ? ofLabel(table, figure) : value;
        });
    }

    private static @Nullable Object ofLabel(TabularData table, DeskFigure figure) {
        Object[] key = {figure.value()};
        return table.containsKey(key) ? table.get(key).get("value") : null;
    }

    Reading prometheus() throws NoAnswerException, InterruptedException {
        String exposition = web.get(metrics);
        return each(figure -> {
            Matcher sample = Pattern.compile("^" + Pattern.quote(figure.sample()) + " (\\S+)", Pattern.MULTILINE)
                    .matcher(exposition);
            return sample.find() ? Double.valueOf(sample.group(1)) : null;
        });
    }

    /** The last events since that moment. */
    Reading jfr(Instant since) throws NoAnswerException {
        List<RecordedEvent> events = Dump.of(connection, directory);
        return each(figure -> events.stream()
                .filter(event -> isOf(figure, event) && event.getStartTime().isAfter(since))
                .reduce((earlier, later) -> later.getStartTime().isAfter(earlier.getStartTime()) ? later : earlier)
                .<Object>map(event -> event.getValue(figure.field()))
                .orElse(null));
    }

    private static boolean isOf(DeskFigure figure, RecordedEvent event) {
        return event.getEventType().getName().equals(figure.event())
                && DeskFigure.DESK.equals(event.getString("name"))
                && (!figure.isLabelled() || figure.value().equals(event.getString(figure.label())));
    }

    private static Reading each(Reader reader) throws NoAnswerException {
        Map<String, Long> values = new HashMap<>();
        for (DeskFigure figure : DeskFigures.ALL) {
            try {
                if (reader.read(figure) instanceof Number number && !Double.isNaN(number.doubleValue())) {
                    values.put(figure.title(), number.longValue());
                } else {
                    throw new NoAnswerException("there is no " + figure.title());
                }
            } catch (IOException | JMException e) {
                throw new NoAnswerException(e);
            }
        }
        return new Reading(values);
    }
}
