package dev.plimsoll.agent.docs;

import static dev.plimsoll.agent.docs.Page.code;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.plimsoll.ManualTicker;
import dev.plimsoll.Plimsoll;
import dev.plimsoll.Registration;
import dev.plimsoll.Setting;
import dev.plimsoll.adopt.Adopter;
import dev.plimsoll.adopt.AdoptionRule;
import dev.plimsoll.adopt.Policy;
import dev.plimsoll.adopt.SettingRule;
import dev.plimsoll.agent.Rules;
import dev.plimsoll.exporter.PlimsollCollector;
import dev.plimsoll.jmx.JmxView;
import dev.plimsoll.stats.Figure;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the built-in rules adopt, from a component that each of them really adopted, and how to write another. */
class AdoptionPageTest {
    private static final String EXAMPLE = """
            adopt:
            - type: ConnectionPool            # the only type so far; its figures are in the reference
              class: org.example.Pool         # a rule for the class of a built-in one takes its place
              captureOn: [borrow]             # often called; finds what was made before the agent was attached
              name: label                     # a path; without it, the simple name of the class
              closed: shutDown                # a path to whether it is closed, and no longer of interest
              stats:
                activeConnections: state.busy # getState(), isState(), state() or the field, and of that busy
                idleConnections: state.idle
              settings:
                maximumSize: config.size      # needs a setter of an int or a long
                minimumIdle:
                  path: config.spare
                  minimum: 0
                  maximum: 1000
                  atMost: maximumSize         # another setting of the rule, whatever its value is then
                  help: Idle connections that are kept
                patience:
                  path: config.waitMillis
                  unit: milliseconds          # or count, bytes, seconds
              cleanup:
                safe: [trim()]                # loses nothing live
                full: [state.evict()]         # anything else
            """;

    private final Page page = new Page("Adoption", """
            Adopted components are pools and the like that the application made itself: the agent finds them, reads their
            figures, and changes a setting when an operator does. They have the type, and so the names, of Plimsoll's own
            managers; `Origin` in JMX and the label `origin` of `plimsoll_<type>_info` tell their class. Those that the application
            drops or closes go from all views. What a library cannot tell is not there, rather than 0.

            A component is adopted when it has a name and a figure. With the agent from the start every one is found, at the end
            of its constructor. When the agent is attached later, only what is used within the discovery window
            (`discovery.window`, 10 s) is found; the log says what. Attaching again opens the window once more.

            Settings are changed, and cleanups run, only when somebody asks through JMX. A request runs cleanups of policy
            `safe` and no others, whatever `policy` says; nothing is done without a request yet.""");

    @Test
    void isUpToDate() throws IOException, SQLException {
        page.heading("Built-in rules");
        for (AdoptionRule rule : Rules.builtIn()) {
            describe(rule);
        }
        page.heading("A rule of your own");
        page.paragraph("Rules stand in the configuration file, under `adopt`:\n\n```yaml\n" + EXAMPLE + "```");
        page.paragraph("""
                A path is a chain of properties; each step is a getter, a method without arguments or a field, and one that ends
                in `()` is a method of exactly that name. A null on the way makes the value absent. A rule that is wrong, does
                not fit what it meets or is for a class that is not loaded is one line in the agent's log; the others, and the
                application, go on.""");
        page.paragraph("Built-in rules are written in the same way:\n\n```yaml\n" + Rules.text() + "```");
        page.assertUpToDate("adoption.md");
    }

    @Test
    void exampleIsARule() {
        try (Plimsoll plimsoll = Plimsoll.create(new ManualTicker());
                Adopter adopter = adopter(plimsoll)) {
            AdoptionRule rule = Rules.of(EXAMPLE).get(0);
            adopter.add(rule);
            assertThat(rule.settings()).extracting(SettingRule::atMost).containsExactly(null, "maximumSize", null);
        }
    }

    private void describe(AdoptionRule rule) throws SQLException {
        page.paragraph("### " + code(rule.className()));
        page.paragraph("Type " + code(rule.type()) + ", named by its " + code(rule.name())
                + ". Found at the end of its constructor, and within the discovery window when "
                + rule.captureOn().stream().map(method -> code(method + "()")).collect(Collectors.joining(" or "))
                + " is called.");
        try (Plimsoll plimsoll = Plimsoll.create(new ManualTicker());
                Adopter adopter = adopter(plimsoll);
                AutoCloseable component = component(rule.className())) {
            adopter.add(rule).offer(component);
            adopter.process();
            describe(rule, only(plimsoll, rule.type()));
        } catch (SQLException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void describe(AdoptionRule rule, Registration adopted) {
        String type = rule.type();
        page.tableHead("figure", "what it is", "read from", "JMX", "Prometheus");
        for (Figure figure : adopted.figures()) {
            String path = rule.stats().get(figure.name());
            if (path != null) {
                page.row(code(figure.name()), figure.help(), code(path), jmx(figure), prometheus(type, figure));
            }
        }
        page.tableHead("setting", "what it limits", "bounds", "JMX", "Prometheus");
        for (SettingRule setting : rule.settings()) {
            Figure figure = adopted.figures().stream()
                    .filter(one -> one.name().equals(setting.name()))
                    .findFirst()
                    .orElseThrow();
            page.row(
                    code(setting.name()),
                    setting.help(),
                    bounds(setting, adopted.settings().find(setting.name()).orElseThrow()),
                    jmx(figure),
                    prometheus(type, figure));
        }
        page.tableHead("cleanup", "policy that allows it", "on request");
        rule.cleanup()
                .forEach((policy, calls) -> calls.forEach(call -> page.row(
                        code(call), policy.name().toLowerCase(Locale.ROOT), policy == Policy.SAFE ? "yes" : "never")));
    }

    private static <T extends Comparable<T>> String bounds(SettingRule rule, Setting<T> setting) {
        String unit = setting.unit().toString().isEmpty() ? "" : " " + setting.unit();
        String atMost = rule.atMost() == null ? "" : ", and at most " + code(rule.atMost());
        return setting.open(setting.minimum()) + " to " + setting.open(setting.maximum()) + unit + atMost;
    }

    /** One that is in use, for each class that a built-in rule is for. */
    private static AutoCloseable component(String className) throws SQLException {
        if (!className.equals(HikariDataSource.class.getName())) {
            throw new IllegalArgumentException("the page needs a " + className);
        }
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:page");
        config.setPoolName("page");
        config.setMaximumPoolSize(1);
        HikariDataSource pool = new HikariDataSource(config);
        pool.getConnection().close();
        return pool;
    }

    private static Adopter adopter(Plimsoll plimsoll) {
        return new Adopter(plimsoll, new ManualTicker(), id -> Policy.OBSERVE, line -> {});
    }

    private static Registration only(Plimsoll plimsoll, String type) {
        List<Registration> adopted = plimsoll.registrations().stream()
                .filter(one -> one.id().type().equals(type))
                .toList();
        assertThat(adopted).as("adopted").hasSize(1);
        return adopted.get(0);
    }

    private static String jmx(Figure figure) {
        return code(JmxView.attributeName(figure));
    }

    private static String prometheus(String type, Figure figure) {
        return code(PlimsollCollector.metricName(type, figure));
    }
}
