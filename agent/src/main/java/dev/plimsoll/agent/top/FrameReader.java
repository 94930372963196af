package dev.plimsoll.agent.top;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.management.MBeanServerConnection;
import org.jspecify.annotations.Nullable;

/**
 * Reads frames from a JVM under Plimsoll.
 *
 * <p>Keeps the last minute of what it has read. Not safe for use by several threads.
 */
public final class FrameReader {

    private static final double DEFAULT_HIGH_MARK = 0.80;

    private static final String[] MEMORY = {
        "Level",
        "LiveHeapBytes",
        "UsedHeapBytes",
        "MaximumHeapBytes",
        "ResidentBytes",
        "MachineTotalBytes",
        "OldCollections",
        "HighMarkRatio"
    };

    private static final String[] POOL = {
        "ActiveConnections", "IdleConnections", "TotalConnections", "WaitingThreads", "Acquired", "MaximumSize"
    };

    private final String title;
    private final MBeanServerConnection connection;
    private final History history = new History(System::nanoTime);

    /**
     * Makes a reader.
     *
     * @param title of every frame
     * @param connection to the MBean server where Plimsoll's beans are
     */
    public FrameReader(String title, MBeanServerConnection connection) {
        this.title = title;
        this.connection = connection;
    }

    /**
     * Reads a frame: memory first, then the pools by name.
     *
     * @return the frame; a bean that is not there (yet) is missing in it
     * @throws IOException if the JVM does not answer
     */
    public Frame read() throws IOException {
        List<Load> loads = new ArrayList<>();
        for (Bean bean : Bean.ofType(connection, "Memory", MEMORY)) {
            loads.add(memory(bean));
        }
        for (Bean bean : Bean.ofType(connection, "ConnectionPool", POOL)) {
            loads.add(pool(bean));
        }
        return new Frame(title, uptime(), loads, List.of(), List.of());
    }

    private Load memory(Bean bean) {
        Double highMark = bean.number("HighMarkRatio");
        List<Figure> figures = new ArrayList<>();
        String level = bean.text("Level");
        if (level != null) {
            figures.add(new Figure("level", level, !level.equals("NORMAL")));
        }
        bytes(figures, "heap used", bean.number("UsedHeapBytes"));
        bytes(figures, "process", bean.number("ResidentBytes"));
        bytes(figures, "machine", bean.number("MachineTotalBytes"));
        count(figures, "old collections", bean.number("OldCollections"));
        Double live = bean.number("LiveHeapBytes"); // none before the first collection of the old generation
        return load(
                "memory",
                live == null ? "heap, garbage included" : "live heap",
                Unit.BYTES,
                live == null ? bean.number("UsedHeapBytes") : live,
                bean.number("MaximumHeapBytes"),
                highMark == null ? DEFAULT_HIGH_MARK : highMark,
                figures);
    }

    private Load pool(Bean bean) {
        List<Figure> figures = new ArrayList<>();
        Double waiting = bean.number("WaitingThreads");
        if (waiting != null) {
            figures.add(new Figure("waiting threads", Unit.COUNT.format(waiting), waiting > 0));
        }
        count(figures, "idle", bean.number("IdleConnections"));
        count(figures, "total", bean.number("TotalConnections"));
        count(figures, "acquired", bean.number("Acquired"));
        return load(
                "pool",
                bean.name(),
                Unit.COUNT,
                bean.number("ActiveConnections"),
                bean.number("MaximumSize"),
                1,
                figures);
    }

    private Load load(
            String kind,
            String name,
            Unit unit,
            @Nullable Double used,
            @Nullable Double limit,
            double highMark,
            List<Figure> figures) {
        Load now = new Load(kind, name, unit, used, limit, highMark, List.of(), figures);
        List<Double> minute = history.add(
                kind.equals("memory") ? kind : kind + " " + name,
                now.utilization().orElse(Double.NaN));
        return new Load(kind, name, unit, used, limit, highMark, minute, figures);
    }

    private static void count(List<Figure> figures, String label, @Nullable Double value) {
        if (value != null) {
            figures.add(Figure.of(label, value.longValue()));
        }
    }

    private static void bytes(List<Figure> figures, String label, @Nullable Double value) {
        if (value != null) {
            figures.add(Figure.of(label, Unit.BYTES.format(value)));
        }
    }

    private Duration uptime() throws IOException {
        Bean runtime = Bean.read(connection, Bean.objectName("java.lang:type=Runtime"), "Uptime");
        Double millis = runtime == null ? null : runtime.number("Uptime");
        return Duration.ofMillis(millis == null ? 0 : millis.longValue());
    }
}
