package dev.plimsoll.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.testing.BuiltIns;
import dev.plimsoll.testing.Golden;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import javax.management.Descriptor;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class JmxGoldenTest {
    @Test
    void namesAndUnitsAreTheDeclaredInterface() throws Exception {
        MBeanServer server = MBeanServerFactory.newMBeanServer();
        List<String> lines = new ArrayList<>();
        try (BuiltIns builtIns = new BuiltIns()) {
            try (JmxView view = JmxView.open(builtIns.plimsoll, server)) {
                for (ObjectName name : new TreeSet<>(server.queryNames(new ObjectName("dev.plimsoll:*"), null))) {
                    lines.add(name.toString());
                    describe(server.getMBeanInfo(name), lines);
                }
                assertThat(view.problems()).isEmpty();
            }
        }
        Golden.assertMatches("jmx", "jmx.txt", lines);
    }

    private static void describe(MBeanInfo info, List<String> lines) {
        List<String> features = new ArrayList<>();
        for (MBeanAttributeInfo attribute : info.getAttributes()) {
            Descriptor descriptor = attribute.getDescriptor();
            features.add("  %s%s %s%s%s"
                    .formatted(
                            attribute.getName(),
                            attribute.isWritable() ? " (writable)" : "",
                            attribute.getType().replaceAll(".*\\.", ""),
                            field(descriptor, "units"),
                            field(descriptor, "metricType")));
        }
        for (MBeanFeatureInfo operation : info.getOperations()) {
            features.add("  " + operation.getName() + "()");
        }
        features.stream().sorted().forEach(lines::add);
    }

    private static String field(Descriptor descriptor, String name) {
        Object value = descriptor.getFieldValue(name);
        return value == null ? "" : " " + name + "=" + value;
    }
}
