package dev.plimsoll.agent;

import dev.plimsoll.Plimsoll;
import dev.plimsoll.agent.config.Configuration;
import dev.plimsoll.memory.MemoryManager;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The agent behind its entry: puts the parts together on a daemon thread. Each part that fails is logged and missing; the
 * others go on.
 */
public final class Agent implements Consumer<Map<String, Object>> {
    private volatile AgentLog log = new AgentLog(Path.of("plimsoll.log"));

    /** Called by name. */
    public Agent() {}

    /**
     * Starts, or is told of a second attach. Called by the entry, with which only types of the JDK are shared.
     *
     * @param facts what the entry knows
     */
    @Override
    public void accept(Map<String, Object> facts) {
        if (facts.containsKey("joined")) {
            log.info("attached again with '" + facts.get("joined") + "'; the running agent stays as it is");
            return;
        }
        log = new AgentLog(Path.of((String) fact(facts, "log.file")));
        try {
            start(facts);
        } catch (Throwable e) {
            log.error("the agent did not start: " + e);
        }
    }

    @SuppressWarnings("unchecked")
    private void start(Map<String, Object> facts) {
        Configuration configuration = Configuration.read((String) facts.get("argument"));
        log.level(configuration.text("log.level"));
        configuration.complaints().forEach(log::warn);
        Instrumentation instrumentation = (Instrumentation) fact(facts, "instrumentation");
        boolean late = (Boolean) fact(facts, "late");
        HostLogging hostLogging = new HostLogging((AtomicLong) fact(facts, "logManagerSeen"), late);

        Plimsoll plimsoll = Plimsoll.create();
        part(
                "adoption",
                () -> new Adoptions(plimsoll, configuration, instrumentation, log)
                        .begin(configuration.rules(), late ? Set.of() : (Set<String>) fact(facts, "names"), (Consumer<
                                        Set<String>>)
                                fact(facts, "watch")));
        part("memory", () -> plimsoll.add(memory(configuration)));
        if (HostLogging.isOwn()) {
            part("waiting for the application's log manager", hostLogging::await);
        }
        part("metrics", () -> Views.serveMetrics(plimsoll, configuration, log));
        if (configuration.on("jfr.enabled")) {
            part("Flight Recorder", () -> Views.record(plimsoll));
        }
        part("waiting for the application's log manager", hostLogging::await);
        if (configuration.on("jmx.enabled")) {
            part("JMX", () -> Views.registerMBeans(plimsoll, configuration, log));
        }
    }

    private static MemoryManager memory(Configuration configuration) {
        return MemoryManager.builder()
                .marks(
                        configuration.ratio("memory.low"),
                        configuration.ratio("memory.high"),
                        configuration.ratio("memory.critical"))
                .build();
    }

    private void part(String name, Part part) {
        try {
            part.begin();
        } catch (NoClassDefFoundError e) {
            log.error(name + " is missing: " + MissingModule.explain(e));
        } catch (Throwable e) {
            log.error(name + " is missing: " + e.getMessage());
        }
    }

    private static Object fact(Map<String, Object> facts, String name) {
        return Objects.requireNonNull(facts.get(name), name);
    }

    private interface Part {
        void begin() throws Exception;
    }
}
