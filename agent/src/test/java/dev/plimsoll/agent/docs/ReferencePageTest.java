package dev.plimsoll.agent.docs;

import static dev.plimsoll.agent.docs.Page.code;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.plimsoll.Registration;
import dev.plimsoll.Setting;
import dev.plimsoll.exporter.PlimsollCollector;
import dev.plimsoll.jmx.JmxView;
import dev.plimsoll.stats.Figure;
import dev.plimsoll.stats.Kind;
import dev.plimsoll.testing.BuiltIns;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.ValueDescriptor;
import org.junit.jupiter.api.Test;

/** Every figure, setting and event of the built-in types, from the declarations that the views are made from. */
class ReferencePageTest {
    private static final List<String> OF_EVERY_EVENT = List.of("startTime", "duration", "eventThread", "stackTrace");

    private final Page page = new Page("Reference", """
            Every figure, setting and event, from the declarations that the views are made from. A figure has one name; JMX
            adds the unit, Prometheus spells it its own way, JFR has it as a field of the periodic event
            `dev.plimsoll.<Type>Statistics`, or for a figure with a label as the event
            `dev.plimsoll.<Type><Figure>Statistics`, once for each value of the label. In JMX the type and name of a manager
            are the object name, `dev.plimsoll:type=<Type>,name=<name>`; in Prometheus its name is the label `name`.

            Besides, every manager has the attribute `Origin` in JMX and, but for `Plimsoll` itself, the series
            `plimsoll_<type>_info` with the label `origin` in Prometheus: the class of what was adopted, or where else it
            comes from. Each scrape also has `plimsoll_build_info` (versions of Plimsoll and Java),
            `plimsoll_scrape_duration_seconds`, `plimsoll_scrape_dropped_series` (left out because there are too many)
            and, by `type`, `plimsoll_collector_errors_total` (times that a manager could not be shown).

            The agent serves metrics first; its MBeans appear up to 5 s after the start, because the application may
            choose its log manager until then.""");

    @Test
    void isUpToDate() throws IOException {
        try (BuiltIns all = new BuiltIns()) {
            all.plimsoll.registrations().stream()
                    .filter(registration -> !registration.id().type().equals("TeaUrn"))
                    .forEach(this::describe);
        }
        events();
        page.assertUpToDate("reference.md");
    }

    /** What the page says of every manager and scrape, which no declaration tells. */
    @Test
    void introductionHolds() throws Exception {
        MBeanServer server = MBeanServerFactory.newMBeanServer();
        try (BuiltIns all = new BuiltIns();
                JmxView view = JmxView.open(all.plimsoll, server)) {
            assertThat(server.queryNames(new ObjectName("dev.plimsoll:*"), null))
                    .hasSize(all.plimsoll.registrations().size())
                    .allSatisfy(name ->
                            assertThat(server.getAttribute(name, "Origin")).isNotNull());
            List<String> scraped = new PlimsollCollector(all.plimsoll)
                    .collect().stream()
                            .map(family -> family.getMetadata().getPrometheusName())
                            .toList();
            assertThat(scraped)
                    .contains(
                            "plimsoll_build",
                            "plimsoll_scrape_duration_seconds",
                            "plimsoll_scrape_dropped_series",
                            "plimsoll_collector_errors",
                            "plimsoll_connection_pool",
                            "plimsoll_memory")
                    .doesNotContain("plimsoll");
        }
    }

    private void describe(Registration registration) {
        String type = registration.id().type();
        page.heading(type);
        page.tableHead("figure", "what it is", "kind", "JMX", "Prometheus");
        for (Figure figure : registration.figures()) {
            if (registration.settings().find(figure.name()).isEmpty()) {
                page.row(
                        code(figure.name()),
                        figure.help(),
                        kind(figure),
                        code(JmxView.attributeName(figure)),
                        code(PlimsollCollector.metricName(type, figure)) + labels(figure));
            }
        }
        if (!registration.settings().all().isEmpty()) {
            page.tableHead("setting", "what it limits", "default", "bounds", "JMX", "Prometheus");
            for (Figure figure : registration.figures()) {
                registration.settings().find(figure.name()).ifPresent(setting -> describe(type, figure, setting));
            }
        }
    }

    private <T extends Comparable<T>> void describe(String type, Figure figure, Setting<T> setting) {
        String unit = setting.unit().toString().isEmpty() ? "" : " " + setting.unit();
        page.row(
                code(setting.name()),
                setting.help(),
                setting.open(setting.defaultValue()) + unit,
                bound(setting.open(setting.minimum())) + " to " + bound(setting.open(setting.maximum())),
                code(JmxView.attributeName(figure)),
                code(PlimsollCollector.metricName(type, figure)));
    }

    private void events() {
        page.heading("Events");
        page.paragraph("Beside the periodic statistics. Events that happen often are off unless they are enabled.");
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.plimsoll").stream()
                        .filter(type -> type.isAssignableTo(Event.class))
                        .map(JavaClass::reflect)
                        .map(type -> type.asSubclass(Event.class))
                        .sorted(Comparator.comparing(
                                type -> EventType.getEventType(type).getName()))
                        .forEach(this::describe);
    }

    private void describe(Class<? extends Event> event) {
        EventType type = EventType.getEventType(event);
        Enabled enabled = event.getAnnotation(Enabled.class);
        String off = enabled != null && !enabled.value() ? " Off by default." : "";
        page.paragraph("**" + code(type.getName()) + "** " + type.getDescription() + off);
        page.tableHead("field", "label", "what it is");
        for (ValueDescriptor field : type.getFields()) {
            if (!OF_EVERY_EVENT.contains(field.getName())) {
                String help = field.getDescription() == null ? "" : field.getDescription();
                page.row(code(field.getName()), field.getLabel(), help);
            }
        }
    }

    private static String kind(Figure figure) {
        String kind = figure.kind().name().toLowerCase(Locale.ROOT);
        String unit = figure.unit().toString();
        String states = figure.kind() == Kind.STATE ? ": " + String.join(", ", figure.states()) : "";
        return kind + (unit.isEmpty() ? "" : ", " + unit) + states + (figure.optional() ? ", may be absent" : "");
    }

    private static String labels(Figure figure) {
        return figure.labelled() ? " by `" + figure.label() + "`" : figure.kind() == Kind.STATE ? " by `state`" : "";
    }

    private static String bound(Object value) {
        return value == null ? "any" : value.toString();
    }
}
