package dev.plimsoll.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.plimsoll.ManualTicker;
import dev.plimsoll.Plimsoll;
import dev.plimsoll.Registration;
import dev.plimsoll.testing.TeaUrn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.InvalidAttributeValueException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanOperationInfo;
import javax.management.ObjectName;
import javax.management.ReflectionException;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JmxViewTest {
    private final Plimsoll plimsoll = Plimsoll.create(new ManualTicker());
    private final TeaUrn urn = new TeaUrn("main");
    private RemoteServer server;
    private JmxView view;
    private ObjectName name;

    @BeforeEach
    void open() throws Exception {
        server = new RemoteServer();
        urn.addTo(plimsoll);
        view = JmxView.open(plimsoll, server.local);
        name = new ObjectName("dev.plimsoll:type=TeaUrn,name=main");
    }

    @AfterEach
    void close() throws Exception {
        view.close();
        plimsoll.close();
        server.close();
    }

    @Test
    void showsEachSortOfFigure() throws Exception {
        urn.drawing.record(500_000_000);

        assertThat(get("CupsDrawn")).isEqualTo(42L);
        assertThat(get("FillRatio")).isEqualTo(0.25);
        assertThat(get("AgeSeconds")).isEqualTo(1.5);
        assertThat(get("LeafBytes")).isEqualTo(2048L);
        assertThat(get("Mood")).isEqualTo("HOT");
        assertThat(get("Origin")).isEqualTo("plimsoll");
        TabularData spilled = (TabularData) get("Spilled");
        assertThat(spilled.get(new Object[] {"OVERFLOW"}).get("value")).isEqualTo(3L);
        assertThat(spilled.get(new Object[] {"BROKEN_CUP"}).get("value")).isEqualTo(0L);
        CompositeData drawing = (CompositeData) get("DrawingSeconds");
        assertThat(drawing.get("count")).isEqualTo(1L);
        assertThat(drawing.get("sum")).isEqualTo(0.5);
        assertThat(drawing.get("max")).isEqualTo(0.5);
        assertThat((Double) drawing.get("p99")).isBetween(0.45, 0.5);
    }

    @Test
    void whatIsNotKnownNowIsNull() throws Exception {
        urn.leafBytes = null;

        assertThat(get("LeafBytes")).isNull();
        assertThat(get("SinceLastCupSeconds")).isNull();
        assertThat(get("DescalingSeconds")).isNull();
        CompositeData sugar = (CompositeData) get("SugarBytes");
        assertThat(sugar.get("count")).isEqualTo(0L);
        assertThat(sugar.get("p50")).isNull();
        assertThat(sugar.get("max")).isNull();
    }

    @Test
    void whatCanNeverBeKnownIsNoAttribute() throws Exception {
        assertThat(infos()).extracting(MBeanAttributeInfo::getName).doesNotContain("Guests");
        assertThatThrownBy(() -> get("Guests"))
                .isInstanceOf(AttributeNotFoundException.class)
                .hasMessageContaining("TeaUrn/main");
        assertThat(server.remote.getAttributes(name, new String[] {"Guests", "Mood"}))
                .hasSize(1);
    }

    @Test
    void describesFiguresAndSettings() throws Exception {
        MBeanAttributeInfo leaves = info("LeafBytes");
        assertThat(leaves.getDescription()).isEqualTo("Bytes of leaves");
        assertThat(leaves.getDescriptor().getFieldValue("units")).isEqualTo("bytes");
        assertThat(leaves.getDescriptor().getFieldValue("metricType")).isEqualTo("gauge");
        assertThat(leaves.isWritable()).isFalse();
        assertThat(info("CupsDrawn").getDescriptor().getFieldValue("metricType"))
                .isEqualTo("counter");

        MBeanAttributeInfo steeping = info("SteepingTimeSeconds");
        assertThat(steeping.isWritable()).isTrue();
        assertThat(steeping.getType()).isEqualTo("java.lang.Double");
        assertThat(steeping.getDescriptor().getFieldValue("units")).isEqualTo("seconds");
        assertThat(steeping.getDescriptor().getFieldValue("minValue")).isEqualTo(0.1);
        assertThat(steeping.getDescriptor().getFieldValue("maxValue")).isEqualTo(600.0);
        assertThat(steeping.getDescriptor().getFieldValue("defaultValue")).isEqualTo(90.0);
    }

    @Test
    void settingsAreChangedWithinTheirBounds() throws Exception {
        set("MaximumCups", 100);
        set("SteepingTimeSeconds", 0.25);
        set("Strength" + "Ratio", 1.0);
        set("WaterBytes", 5L);
        set("Lid", false);

        assertThat(get("MaximumCups")).isEqualTo(100);
        assertThat(get("SteepingTimeSeconds")).isEqualTo(0.25);
        assertThat(get("Lid")).isEqualTo(false);
        assertThat(urn.settings().find("steepingTime").orElseThrow().get()).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void whatIsOutOfBoundsIsRefusedAndChangesNothing() throws Exception {
        for (Object wrong : new Object[] {0, 101, -99, Integer.MIN_VALUE, 2.5, Double.NaN, "7", true, new byte[3]}) {
            assertThatThrownBy(() -> set("MaximumCups", wrong))
                    .as("%s", wrong)
                    .isInstanceOf(InvalidAttributeValueException.class)
                    .hasMessageContaining("maximumCups")
                    .hasMessageContaining("between 1 and 100");
        }
        assertThatThrownBy(() -> set("MaximumCups", null)).isInstanceOf(InvalidAttributeValueException.class);
        assertThat(get("MaximumCups")).isEqualTo(10);
    }

    @Test
    void anyValueEitherIsSetOrIsRefusedAndChangesNothing() throws Exception {
        Random random = new Random(20251122);
        String[] settings = {"MaximumCups", "SteepingTimeSeconds", "StrengthRatio", "WaterBytes", "Lid"};
        int refusals = 0;
        for (int i = 0; i < 500; i++) {
            String setting = settings[random.nextInt(settings.length)];
            Object before = get(setting);
            Object value = fuzz(random);
            try {
                set(setting, value);
                assertIsWhatWasSet(get(setting), value);
            } catch (InvalidAttributeValueException refused) {
                refusals++;
                assertThat(refused.getMessage()).contains("TeaUrn/main").contains("refused");
                assertThat(get(setting)).as("%s after %s", setting, value).isEqualTo(before);
            }
            assertInBounds();
        }
        assertThat(refusals).isBetween(100, 490);
    }

    /** A value is not bent until it fits. */
    private static void assertIsWhatWasSet(Object now, Object value) {
        if (now instanceof Integer || now instanceof Long) {
            assertThat(value).isInstanceOfAny(Integer.class, Long.class);
            assertThat(((Number) now).longValue()).isEqualTo(((Number) value).longValue());
        } else if (now instanceof Double number) {
            assertThat(number).isCloseTo(((Number) value).doubleValue(), within(1e-9));
        } else {
            assertThat(now).isEqualTo(value);
        }
    }

    private void assertInBounds() throws Exception {
        assertThat((Integer) get("MaximumCups")).isBetween(1, 100);
        assertThat((Double) get("SteepingTimeSeconds")).isBetween(0.1, 600.0);
        assertThat((Double) get("StrengthRatio")).isBetween(0.0, 1.0);
        assertThat((Long) get("WaterBytes")).isNotNegative();
        assertThat(get("Lid")).isInstanceOf(Boolean.class);
    }

    private static Object fuzz(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> random.nextInt();
            case 1 -> random.nextInt(120) - 10;
            case 2 -> random.nextLong();
            case 3 -> Double.longBitsToDouble(random.nextLong());
            case 4 -> random.nextDouble() * 700 - 10;
            case 5 -> Double.NEGATIVE_INFINITY;
            case 6 -> random.nextBoolean();
            case 7 -> "x".repeat(random.nextInt(5_000));
            case 8 -> (short) random.nextInt();
            case 9 -> new long[] {random.nextLong()};
            case 10 -> new ArrayList<>(List.of(1));
            default -> random.nextFloat();
        };
    }

    @Test
    void figuresAreReadOnly() {
        assertThatThrownBy(() -> set("LeafBytes", 1L))
                .isInstanceOf(AttributeNotFoundException.class)
                .hasMessageContaining("read-only");
    }

    @Test
    void setsSeveralAndAnswersWithThoseThatWereSet() throws Exception {
        AttributeList list = new AttributeList(
                List.of(new Attribute("MaximumCups", 20), new Attribute("StrengthRatio", 9.0), new Attribute("X", 1)));

        assertThat(server.remote.setAttributes(name, list).asList()).containsExactly(new Attribute("MaximumCups", 20));
    }

    @Test
    void cleansUp() throws Exception {
        MBeanOperationInfo operation = server.remote.getMBeanInfo(name).getOperations()[0];
        assertThat(operation.getName()).isEqualTo("cleanup");
        assertThat(operation.getImpact()).isEqualTo(MBeanOperationInfo.ACTION);

        CompositeData result = (CompositeData) server.remote.invoke(name, "cleanup", null, null);

        assertThat(result.get("cause")).isEqualTo("OPERATOR");
        assertThat(result.get("items")).isEqualTo(2L);
        assertThat(result.get("bytes")).isEqualTo(120L);
        assertThat((Long) result.get("id")).isPositive();
        assertThat((Double) result.get("durationSeconds")).isNotNegative();
        assertThat(result.get("message")).isEqualTo("removed 2 items");
        assertThat(get("CleanupItems")).isEqualTo(2L);
        assertThatThrownBy(() -> server.remote.invoke(name, "explode", null, null))
                .isInstanceOf(ReflectionException.class);
    }

    @Test
    void aManagerThatThrowsHasNullFiguresAndIsCounted() throws Exception {
        Object before = server.remote.getAttribute(new ObjectName("dev.plimsoll:type=Plimsoll"), "ReadingFailures");
        urn.broken = true;

        assertThat(get("CupsDrawn")).isNull();
        assertThat(get("MaximumCups")).isEqualTo(10);
        assertThat(get("Origin")).isEqualTo("plimsoll");
        assertThat((Long) server.remote.getAttribute(new ObjectName("dev.plimsoll:type=Plimsoll"), "ReadingFailures"))
                .isGreaterThan((Long) before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a,b", "a:b", "a=b", "say \"tea\"", "a*", "a?", "two\nlines", " edge", "edge ", "a\\b", "ü 茶"})
    void namesSurvive(String text) throws Exception {
        new TeaUrn(text).addTo(plimsoll);

        List<ObjectName> found = server.remote.queryNames(new ObjectName("dev.plimsoll:type=TeaUrn,*"), null).stream()
                .filter(found1 -> text.equals(unquoted(found1.getKeyProperty("name"))))
                .toList();

        assertThat(found).hasSize(1);
        assertThat(found.get(0).isPattern()).isFalse();
        assertThat(found.get(0).toString()).startsWith("dev.plimsoll:type=TeaUrn,name=");
        assertThat(server.remote.getAttribute(found.get(0), "CupsDrawn")).isEqualTo(42L);
        assertThat(view.problems()).isEmpty();
    }

    private static String unquoted(String value) {
        return value.startsWith("\"") ? ObjectName.unquote(value) : value;
    }

    @Test
    void followsAdditionsAndRemovals() throws Exception {
        ObjectName second = new ObjectName("dev.plimsoll:type=TeaUrn,name=second");
        Registration registration = new TeaUrn("second").addTo(plimsoll);
        assertThat(server.remote.isRegistered(second)).isTrue();

        registration.close();

        assertThat(server.remote.isRegistered(second)).isFalse();
        assertThat(server.remote.isRegistered(name)).isTrue();
    }

    @Test
    void aTakenNameIsAProblemAndStaysItsOwners() throws Exception {
        ObjectName taken = new ObjectName("dev.plimsoll:type=TeaUrn,name=taken");
        server.local.registerMBean(new ManagerMBean(plimsoll.registrations().get(0), JmxAccess.FULL), taken);

        Registration registration = new TeaUrn("taken").addTo(plimsoll);
        assertThat(view.problems()).singleElement().asString().contains("TeaUrn/taken");
        registration.close();
        view.close();

        assertThat(server.remote.queryNames(new ObjectName("dev.plimsoll:*"), null))
                .containsExactly(taken);
    }

    @Test
    void whoTookOurNameOverKeepsIt() throws Exception {
        server.local.unregisterMBean(name);
        server.local.registerMBean(new ManagerMBean(plimsoll.registrations().get(0), JmxAccess.FULL), name);

        view.close();

        assertThat(server.remote.queryNames(new ObjectName("dev.plimsoll:*"), null))
                .containsExactly(name);
    }

    @Test
    void readOnlyAccessOffersNothingToChange() throws Exception {
        view.close();
        view = JmxView.open(plimsoll, server.local, JmxAccess.READ_ONLY, problem -> {});

        assertThat(infos()).noneMatch(MBeanAttributeInfo::isWritable);
        assertThat(server.remote.getMBeanInfo(name).getOperations()).isEmpty();
        assertThatThrownBy(() -> set("MaximumCups", 5)).isInstanceOf(AttributeNotFoundException.class);
        assertThatThrownBy(() -> server.remote.invoke(name, "cleanup", null, null))
                .isInstanceOf(ReflectionException.class);
    }

    private Object get(String attribute) throws Exception {
        return server.remote.getAttribute(name, attribute);
    }

    private void set(String attribute, Object value) throws Exception {
        server.remote.setAttribute(name, new Attribute(attribute, value));
    }

    private List<MBeanAttributeInfo> infos() throws Exception {
        return List.of(server.remote.getMBeanInfo(name).getAttributes());
    }

    private MBeanAttributeInfo info(String attribute) throws Exception {
        return infos().stream()
                .filter(info -> info.getName().equals(attribute))
                .findFirst()
                .orElseThrow();
    }
}
