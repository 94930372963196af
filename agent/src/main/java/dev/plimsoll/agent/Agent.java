package dev.plimsoll.agent;

import dev.plimsoll.Plimsoll;
import dev.plimsoll.agent.config.Configuration;
import dev.plimsoll.memory.MemoryManager;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The agent behind its entry: puts the parts together on a daemon thread. Each part that fails is logged and missing; the
 * others go on.
 */
public final class Agent implements Consumer<Map<String, Object>> {
    private final List<String> missing = new ArrayList<>();
    private @Nullable AgentLog log;
    private volatile @Nullable Adoptions adoptions;
    private volatile boolean failed;

    /** Called by name. */
    public Agent() {}

    /**
     * Starts, or is told of a second attach. Called by the entry, with which only types of the JDK are shared.
     *
     * @param facts what the entry knows
     */
    @Override
    public void accept(Map<String, Object> facts) {
        AgentLog log = log(facts);
        if (facts.containsKey("joined")) {
            joined(facts, log);
            return;
        }
        try {
            start(facts, log);
        } catch (Throwable e) {
            failed = true;
            log.error("the agent did not start: " + e);
        }
    }

    /** A second attach may come before the start did. */
    private synchronized AgentLog log(Map<String, Object> facts) {
        AgentLog known = log;
        if (known == null) {
            known = new AgentLog(Path.of((String) fact(facts, "log.file")));
            log = known;
        }
        return known;
    }

    /** Says so here and where the newcomer looks. */
    private void joined(Map<String, Object> facts, AgentLog log) {
        Object argument = facts.get("joined");
        Adoptions running = adoptions;
        String line = "attached again "
                + (argument == null || argument.toString().isBlank()
                        ? "without an argument"
                        : "with '" + argument + "', which is not read")
                + "; "
                + (failed
                        ? "the agent did not start the first time and does not now"
                        : "the running agent stays as it is"
                                + (running == null || !running.lookAgain()
                                        ? ""
                                        : " and looks once more for components"))
                + "; its log is " + log.file();
        log.always(line);
        Object asked = facts.get("log.asked");
        if (asked != null && !asked.equals(log.file().toString())) {
            new AgentLog(Path.of(asked.toString())).always(line);
        }
    }

    @SuppressWarnings("unchecked")
    private void start(Map<String, Object> facts, AgentLog log) {
        boolean late = (Boolean) fact(facts, "late");
        Configuration configuration = Configuration.read((String) facts.get("argument"));
        log.level(configuration.text("log.level"));
        log.always("Plimsoll " + facts.get("version") + (late ? " is attached" : " starts") + " on JDK "
                + System.getProperty("java.vm.version") + ", process "
                + ProcessHandle.current().pid() + ", "
                + (configuration.sources().isEmpty()
                        ? "without a configuration"
                        : "configured by " + String.join(", ", configuration.sources())));
        if (facts.get("log.refused") != null) {
            log.warn("log.file = '" + facts.get("log.refused") + "' cannot be written; using " + log.file());
        }
        configuration.complaints().forEach(log::warn);
        log.info("not as by default: "
                + (configuration.effective().isEmpty() ? "nothing" : String.join(", ", configuration.effective())));
        Instrumentation instrumentation = (Instrumentation) fact(facts, "instrumentation");
        HostLogging hostLogging = new HostLogging((AtomicLong) fact(facts, "logManagerSeen"), late);

        Plimsoll plimsoll = Plimsoll.create();
        part("adoption", log, () -> {
            Adoptions made = new Adoptions(plimsoll, configuration, instrumentation, log);
            made.begin(
                    configuration.rules(), late ? Set.of() : (Set<String>) fact(facts, "names"), (Consumer<Set<String>>)
                            fact(facts, "watch"));
            adoptions = made;
        });
        part("memory", log, () -> {
            plimsoll.add(memory(configuration));
            log.info("memory is watched: pressure is elevated from " + configuration.ratio("memory.high")
                    + ", critical from " + configuration.ratio("memory.critical") + ", over below "
                    + configuration.ratio("memory.low"));
        });
        if (HostLogging.isOwn()) {
            part("waiting for the application's log manager", log, hostLogging::await);
        }
        part("metrics", log, () -> Views.serveMetrics(plimsoll, configuration, log));
        if (configuration.on("jfr.enabled")) {
            part("Flight Recorder", log, () -> Views.record(plimsoll, log));
        }
        part("waiting for the application's log manager", log, hostLogging::await);
        if (configuration.on("jmx.enabled")) {
            part("JMX", log, () -> Views.registerMBeans(plimsoll, configuration, log));
        }
        log.always("started" + (missing.isEmpty() ? "" : ", but without " + String.join(", ", missing)));
    }

    private static MemoryManager memory(Configuration configuration) {
        return MemoryManager.builder()
                .marks(
                        configuration.ratio("memory.low"),
                        configuration.ratio("memory.high"),
                        configuration.ratio("memory.critical"))
                .build();
    }

    private void part(String name, AgentLog log, Part part) {
        missing.add(name);
        try {
            part.begin();
            missing.remove(name);
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
