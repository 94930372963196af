package dev.plimsoll.jmx;

import dev.plimsoll.Registration;
import dev.plimsoll.Setting;
import dev.plimsoll.stats.Figure;
import dev.plimsoll.stats.Kind;
import dev.plimsoll.stats.Names;
import dev.plimsoll.stats.Unit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import javax.management.Descriptor;
import javax.management.ImmutableDescriptor;
import javax.management.MBeanAttributeInfo;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import org.jspecify.annotations.Nullable;

/** How the figures and settings of one manager are called and described as attributes. Immutable. */
final class Attributes {
    static final String ORIGIN = "Origin";

    /** One attribute: a figure, or a setting, which is both. */
    record Entry(int index, Figure figure, @Nullable Setting<?> setting, MBeanAttributeInfo info) {}

    private final Map<String, Entry> byName = new LinkedHashMap<>();

    Attributes(Registration registration, boolean writable) {
        int index = 0;
        for (Figure figure : registration.figures()) {
            Setting<?> setting = registration.settings().find(figure.name()).orElse(null);
            String name = nameOf(figure.name(), figure.unit());
            MBeanAttributeInfo info = setting == null ? info(name, figure) : info(name, setting, writable);
            byName.putIfAbsent(name, new Entry(index++, figure, setting, info));
        }
    }

    @Nullable
    Entry find(String name) {
        return byName.get(name);
    }

    MBeanAttributeInfo[] infos() {
        Map<String, MBeanAttributeInfo> infos = new LinkedHashMap<>();
        byName.forEach((name, entry) -> infos.put(name, entry.info()));
        infos.putIfAbsent(
                ORIGIN,
                info(
                        ORIGIN,
                        "Where the manager comes from: plimsoll, or the class that it was adopted from",
                        SimpleType.STRING,
                        false,
                        Map.of()));
        return infos.values().toArray(new MBeanAttributeInfo[0]);
    }

    static String nameOf(String name, Unit unit) {
        return Names.upperCamelCase(unit.appendTo(name));
    }

    private static MBeanAttributeInfo info(String name, Figure figure) {
        Map<String, Object> fields = fields(figure.unit());
        if (figure.kind() == Kind.COUNTER || figure.kind() == Kind.GAUGE) {
            fields.put("metricType", figure.kind().name().toLowerCase(Locale.ROOT));
        }
        if (figure.labelled()) {
            fields.put("label", figure.label());
        }
        if (!figure.states().isEmpty()) {
            fields.put("legalValues", new LinkedHashSet<>(figure.states()));
        }
        return info(name, figure.help(), OpenValues.typeOf(figure), false, fields);
    }

    private static <T extends Comparable<T>> MBeanAttributeInfo info(
            String name, Setting<T> setting, boolean writable) {
        Map<String, Object> fields = fields(setting.unit());
        fields.put("metricType", "gauge");
        putUnlessNull(fields, "minValue", setting.open(setting.minimum()));
        putUnlessNull(fields, "maxValue", setting.open(setting.maximum()));
        putUnlessNull(fields, "defaultValue", setting.open(setting.defaultValue()));
        OpenType<?> type = OpenValues.simpleTypeOf(setting.type().openType());
        return info(name, setting.help(), type, writable, fields);
    }

    private static Map<String, Object> fields(Unit unit) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (unit != Unit.NONE) {
            fields.put("units", unit.toString());
        }
        return fields;
    }

    private static void putUnlessNull(Map<String, Object> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    private static MBeanAttributeInfo info(
            String name, String description, OpenType<?> type, boolean writable, Map<String, Object> fields) {
        Map<String, Object> all = new LinkedHashMap<>(fields);
        all.put("openType", type);
        Descriptor descriptor = new ImmutableDescriptor(all);
        return new MBeanAttributeInfo(name, type.getClassName(), description, true, writable, false, descriptor);
    }
}
