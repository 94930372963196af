package dev.plimsoll.jmx;

import dev.plimsoll.CleanupResult;
import dev.plimsoll.stats.Figure;
import dev.plimsoll.stats.Histogram;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import javax.management.openmbean.TabularData;
import javax.management.openmbean.TabularDataSupport;
import javax.management.openmbean.TabularType;
import org.jspecify.annotations.Nullable;

/** What goes over the wire: only classes that every client has and no serial filter refuses. */
final class OpenValues {
    static final CompositeType HISTOGRAM;
    static final CompositeType CLEANUP_RESULT;
    private static final TabularType LONG_BY_LABEL;
    private static final TabularType DOUBLE_BY_LABEL;

    private static final String KEY = "key";
    private static final String VALUE = "value";

    static {
        try {
            HISTOGRAM = histogramType();
            CLEANUP_RESULT = cleanupResultType();
            LONG_BY_LABEL = byLabel(SimpleType.LONG);
            DOUBLE_BY_LABEL = byLabel(SimpleType.DOUBLE);
        } catch (OpenDataException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private OpenValues() {}

    static OpenType<?> typeOf(Figure figure) {
        boolean whole = figure.valueType() == long.class;
        if (figure.labelled()) {
            return whole ? LONG_BY_LABEL : DOUBLE_BY_LABEL;
        }
        return switch (figure.kind()) {
            case HISTOGRAM -> HISTOGRAM;
            case STATE -> SimpleType.STRING;
            case COUNTER, GAUGE -> whole ? SimpleType.LONG : SimpleType.DOUBLE;
        };
    }

    static OpenType<?> simpleTypeOf(Class<?> type) {
        return type == Integer.class
                ? SimpleType.INTEGER
                : type == Long.class ? SimpleType.LONG : type == Double.class ? SimpleType.DOUBLE : SimpleType.BOOLEAN;
    }

    static @Nullable Object valueOf(Figure figure, @Nullable Object value) throws OpenDataException {
        if (value instanceof Histogram histogram) {
            return histogram(histogram);
        }
        if (value instanceof Map<?, ?> byLabel) {
            return table((TabularType) typeOf(figure), byLabel);
        }
        return value;
    }

    static CompositeData cleanupResult(CleanupResult result) throws OpenDataException {
        Map<String, @Nullable Object> items = new LinkedHashMap<>();
        items.put("id", result.id());
        items.put("cause", result.cause().name());
        items.put("items", result.items());
        items.put("bytes", result.bytes());
        items.put("failures", result.failures());
        items.put("durationSeconds", result.duration().toNanos() / 1e9);
        items.put("message", result.message());
        return new CompositeDataSupport(CLEANUP_RESULT, items);
    }

    private static CompositeData histogram(Histogram histogram) throws OpenDataException {
        Map<String, @Nullable Object> items = new LinkedHashMap<>();
        items.put("count", histogram.count());
        items.put("sum", histogram.sum());
        items.put("max", orNull(histogram.max()));
        items.put("p50", orNull(histogram.quantile(0.5)));
        items.put("p95", orNull(histogram.quantile(0.95)));
        items.put("p99", orNull(histogram.quantile(0.99)));
        return new CompositeDataSupport(HISTOGRAM, items);
    }

    private static TabularData table(TabularType type, Map<?, ?> byLabel) throws OpenDataException {
        TabularDataSupport table = new TabularDataSupport(type);
        for (Map.Entry<?, ?> entry : byLabel.entrySet()) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put(KEY, String.valueOf(entry.getKey()));
            row.put(VALUE, entry.getValue());
            table.put(new CompositeDataSupport(type.getRowType(), row));
        }
        return table;
    }

    private static @Nullable Double orNull(double value) {
        return Double.isNaN(value) ? null : value;
    }

    private static CompositeType histogramType() throws OpenDataException {
        String[] names = {"count", "sum", "max", "p50", "p95", "p99"};
        String[] descriptions = {
            "How many values were recorded",
            "Sum of all values",
            "Largest value, null when there is none",
            "Half of the values lie below this one, null when there is none",
            "95 % of the values lie below this one, null when there is none",
            "99 % of the values lie below this one, null when there is none"
        };
        OpenType<?>[] types = {
            SimpleType.LONG,
            SimpleType.DOUBLE,
            SimpleType.DOUBLE,
            SimpleType.DOUBLE,
            SimpleType.DOUBLE,
            SimpleType.DOUBLE
        };
        return new CompositeType("dev.plimsoll.Histogram", "A distribution", names, descriptions, types);
    }

    private static CompositeType cleanupResultType() throws OpenDataException {
        String[] names = {"id", "cause", "items", "bytes", "failures", "durationSeconds", "message"};
        String[] descriptions = {
            "Number of the cleanup, unique within the JVM",
            "Why it ran",
            "How many were removed",
            "Bytes freed, null where sizes are not known",
            "How many times removing one threw",
            "How long it took, in seconds",
            "The result in one sentence"
        };
        OpenType<?>[] types = {
            SimpleType.LONG,
            SimpleType.STRING,
            SimpleType.LONG,
            SimpleType.LONG,
            SimpleType.LONG,
            SimpleType.DOUBLE,
            SimpleType.STRING
        };
        return new CompositeType("dev.plimsoll.CleanupResult", "What a cleanup did", names, descriptions, types);
    }

    /** The same shape and names as an MXBean gives to a map, which generic clients know how to show. */
    private static TabularType byLabel(SimpleType<?> value) throws OpenDataException {
        String name = "java.util.Map<java.lang.String, " + value.getClassName() + ">";
        String[] columns = {KEY, VALUE};
        String[] descriptions = {"Value of the label", "Value of the figure"};
        OpenType<?>[] types = {SimpleType.STRING, value};
        return new TabularType(
                name, name, new CompositeType(name, name, columns, descriptions, types), new String[] {KEY});
    }
}
