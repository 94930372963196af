package dev.plimsoll.agent;

import dev.plimsoll.ManagerId;
import dev.plimsoll.Plimsoll;
import dev.plimsoll.Ticker;
import dev.plimsoll.adopt.Adopter;
import dev.plimsoll.adopt.Adoption;
import dev.plimsoll.adopt.AdoptionRule;
import dev.plimsoll.agent.config.Configuration;
import dev.plimsoll.agent.hook.Discovery;
import dev.plimsoll.agent.hook.Hooks;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.instrument.Instrumentation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Finds components of the application and has them adopted: rules, hooks, the discovery window, one thread. */
final class Adoptions implements Runnable {
    private static final long SETTLED_PERIOD_MILLIS = 1000;
    private static final long FIRST_RETRY_MILLIS = 50;

    private final AgentLog log;
    private final Adopter adopter;
    private final Discovery discovery;
    private final Duration window;
    private final List<AdoptionRule> ofTheUser = new ArrayList<>();
    private final Map<String, List<String>> methods = new HashMap<>();
    private final AtomicBoolean again = new AtomicBoolean();
    private volatile boolean open = true;
    private List<ManagerId> before = List.of();
    private boolean searching;
    private long end;

    Adoptions(Plimsoll plimsoll, Configuration configuration, Instrumentation instrumentation, AgentLog log) {
        this.log = log;
        Policies policies = new Policies(configuration.policies(), configuration.text("policy"));
        adopter = new Adopter(plimsoll, Ticker.system(), policies, log::info);
        discovery = new Discovery(instrumentation, log::warn);
        window = configuration.duration("discovery.window");
    }

    /**
     * Puts rules into force.
     *
     * @param entries rules as they are written in the configuration
     * @param woven internal names of the classes that were woven from the beginning, so that no instance was missed
     * @param watch takes the internal names of all classes to weave
     */
    void begin(List<?> entries, Set<String> woven, Consumer<Set<String>> watch) {
        Map<String, Adoption> targets = new HashMap<>();
        Map<String, List<String>> search = new HashMap<>();
        for (AdoptionRule rule : rules(entries)) {
            String name = rule.className().replace('.', '/');
            try {
                targets.put(name, adopter.add(rule)); // a rule of the user takes the place of ours
            } catch (IllegalArgumentException e) {
                log.warn(rule.source() + " is ignored: " + e.getMessage());
                continue;
            }
            methods.put(name, rule.captureOn());
            if (!woven.contains(name)) {
                search.put(name, rule.captureOn());
            }
        }
        targets.forEach((name, adoption) -> Hooks.deliver(name, adoption::offer));
        Set<String> names = new HashSet<>(woven);
        names.addAll(targets.keySet());
        watch.accept(Set.copyOf(names));
        openWindow(search);
        Thread thread = new Thread(this, "plimsoll-adopt");
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        thread.start();
    }

    /**
     * Opens the window once more unless it is open, for all classes.
     *
     * @return whether it will be opened
     */
    boolean lookAgain() {
        return !open && again.compareAndSet(false, true);
    }

    @Override
    public void run() {
        long wait = FIRST_RETRY_MILLIS;
        while (true) {
            try {
                int pending = adopter.process();
                if (open && System.nanoTime() - end >= 0) {
                    closeWindow();
                } else if (!open && again.get()) {
                    again.set(false);
                    openWindow(methods);
                }
                wait = pending > 0 ? Math.min(2 * wait, SETTLED_PERIOD_MILLIS) : SETTLED_PERIOD_MILLIS;
                adopter.awaitOffer(pending > 0 || !open ? wait : Math.min(wait, window.toMillis() + 1));
            } catch (InterruptedException e) {
                return;
            } catch (Throwable e) {
                log.error("adoption goes on after " + e);
            }
        }
    }

    private void openWindow(Map<String, List<String>> search) {
        open = true;
        end = System.nanoTime() + window.toNanos();
        before = adopter.adopted();
        searching = !search.isEmpty();
        if (searching) {
            int changed = discovery.open(search);
            log.info("discovery window is open for " + Seconds.of(window) + ": looks for components in use of "
                    + search.keySet().stream()
                            .map(name -> name.replace('/', '.'))
                            .sorted()
                            .collect(Collectors.joining(", "))
                    + " (" + changed + " loaded)");
        }
    }

    private void closeWindow() {
        Set<String> loaded = discovery.close();
        open = false;
        if (searching) {
            adopter.process();
            List<ManagerId> found = new ArrayList<>(adopter.adopted());
            found.removeAll(before);
            log.info("discovery window is closed: found "
                    + (found.isEmpty()
                            ? (before.isEmpty() ? "nothing" : "nothing more")
                                    + "; a pool that is not borrowed from meanwhile is not found; attach again to look"
                                    + " once more"
                            : found.size() + ": "
                                    + found.stream().map(ManagerId::toString).collect(Collectors.joining(", "))));
        }
        for (AdoptionRule rule : ofTheUser) {
            if (!loaded.contains(rule.className())) {
                log.warn(rule.source() + ": class " + rule.className() + " is not loaded after " + Seconds.of(window)
                        + "; what is made of it later will be adopted");
            }
        }
        ofTheUser.clear();
    }

    private List<AdoptionRule> rules(List<?> entries) {
        List<AdoptionRule> rules = new ArrayList<>();
        builtIn().forEach(entry -> rules.add(new RuleReader("built-in rule").read(entry)));
        int number = 0;
        for (Object entry : entries) {
            number++;
            try {
                AdoptionRule rule = new RuleReader("rule " + number + " of the configuration file").read(entry);
                rules.add(rule);
                ofTheUser.add(rule);
            } catch (IllegalArgumentException e) {
                log.warn(e.getMessage() + "; the rule is ignored");
            }
        }
        return rules;
    }

    static List<?> builtIn() {
        try (InputStream in = Adoptions.class.getResourceAsStream("rules.yaml")) {
            if (in == null) {
                throw new IllegalStateException("rules.yaml is missing");
            }
            return (List<?>) new Load(LoadSettings.builder().build()).loadFromInputStream(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
