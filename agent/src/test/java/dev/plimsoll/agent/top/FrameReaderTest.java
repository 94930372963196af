package dev.plimsoll.agent.top;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.DynamicMBean;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class FrameReaderTest {

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final FrameReader reader = new FrameReader("shop", server);

    @Test
    void readsMemoryAndPools() throws Exception {
        register(
                "Memory",
                "",
                Map.of("Level", "ELEVATED", "LiveHeapBytes", 80L, "MaximumHeapBytes", 100L, "HighMarkRatio", 0.75));
        register("ConnectionPool", "b", Map.of("ActiveConnections", 1L, "MaximumSize", 4, "WaitingThreads", 0L));
        register(
                "ConnectionPool",
                ObjectName.quote("a,1"),
                Map.of("ActiveConnections", 4L, "MaximumSize", 4, "WaitingThreads", 3L));

        List<Load> loads = reader.read().loads();

        assertThat(loads).extracting(Load::name).containsExactly("live heap", "a,1", "b");
        Load memory = loads.get(0);
        assertThat(memory.utilization()).hasValue(0.80);
        assertThat(memory.highMark()).isEqualTo(0.75);
        assertThat(memory.history()).containsExactly(0.80);
        assertThat(memory.figures()).containsExactly(new Figure("level", "ELEVATED", true));
        assertThat(loads.get(1).amounts()).isEqualTo("4 of 4");
        assertThat(loads.get(1).figures()).containsExactly(new Figure("waiting threads", "3", true));
        assertThat(loads.get(2).figures()).containsExactly(new Figure("waiting threads", "0", false));
    }

    @Test
    void leavesOpenWhatIsNotKnown() throws Exception {
        register("Memory", "", Map.of("MaximumHeapBytes", 100L));

        Load memory = reader.read().loads().get(0);

        assertThat(memory.utilization()).isEmpty();
        assertThat(memory.amounts()).isEqualTo("not known yet, at most 100 B");
        assertThat(memory.highMark()).isEqualTo(0.80);
        assertThat(memory.history()).containsExactly(Double.NaN);
    }

    @Test
    void showsTheHeapInUseUntilItIsKnownWhatOfItIsLive() throws Exception {
        register("Memory", "", Map.of("UsedHeapBytes", 30L, "MaximumHeapBytes", 100L));

        Load memory = reader.read().loads().get(0);

        assertThat(memory.name()).isEqualTo("heap, garbage included");
        assertThat(memory.utilization()).hasValue(0.30);
    }

    @Test
    void showsNothingWithoutPlimsoll() throws Exception {
        assertThat(reader.read().loads()).isEmpty();
        assertThat(PlainLine.of(reader.read())).isEqualTo("0:00");
    }

    private void register(String type, String name, Map<String, Object> attributes) throws Exception {
        String key = name.isEmpty() ? "" : ",name=" + name;
        server.registerMBean(new Figures(new HashMap<>(attributes)), new ObjectName("dev.plimsoll:type=" + type + key));
    }

    /** As Plimsoll's beans do, leaves out of a list what it does not have. */
    private record Figures(Map<String, Object> values) implements DynamicMBean {

        @Override
        public Object getAttribute(String attribute) {
            return values.get(attribute);
        }

        @Override
        public AttributeList getAttributes(String[] attributes) {
            AttributeList found = new AttributeList();
            for (String attribute : attributes) {
                if (values.containsKey(attribute)) {
                    found.add(new Attribute(attribute, values.get(attribute)));
                }
            }
            return found;
        }

        @Override
        public void setAttribute(Attribute attribute) {
            throw new UnsupportedOperationException();
        }

        @Override
        public AttributeList setAttributes(AttributeList attributes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Object invoke(String action, Object[] parameters, String[] signature) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MBeanInfo getMBeanInfo() {
            return new MBeanInfo("Figures", "Figures", new MBeanAttributeInfo[0], null, null, null);
        }
    }
}
