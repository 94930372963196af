package dev.plimsoll.agent.boot;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What happens before {@code main}: as little as can be. All else is done by one daemon thread. Only a configuration file
 * is read here, because it may say that there is to be no line on stderr.
 */
final class Start implements Runnable {
    private final Instrumentation instrumentation;
    private final boolean late;
    private final IsolatedLoader isolated;
    private final Map<String, Object> facts = new HashMap<>();
    private final CompletableFuture<Consumer<Map<String, Object>>> agent = new CompletableFuture<>();

    Start(File jar, Instrumentation instrumentation, boolean late) throws Exception {
        this.instrumentation = instrumentation;
        this.late = late;
        this.isolated =
                new IsolatedLoader(jar, ClassLoader.getSystemClassLoader().getParent());
    }

    /** Returns false when the agent is switched off. */
    boolean begin(@Nullable String argument) throws Exception {
        Arguments arguments = new Arguments(argument);
        if (isOff(value("enabled", arguments, Collections.<String, String>emptyMap(), "true"))) {
            return false;
        }
        Map<String, String> file = Collections.emptyMap();
        if (arguments.file() != null) {
            file = fileValues(arguments.file());
            if (isOff(value("enabled", arguments, file, "true"))) {
                return false;
            }
        }
        List<String> index = index();
        Set<String> names = new HashSet<>(index.subList(1, index.size()));
        names.addAll(Arrays.asList(value("adopt", arguments, file, "").split(",")));
        Watch watch = new Watch(isolated, instrumentation, names);
        instrumentation.addTransformer(watch, true);
        LogFile log = LogFile.here(value("log.file", arguments, file, ""));
        if (!isOff(value("banner", arguments, file, "true"))) {
            PlimsollAgent.say(Banner.line(
                    index.get(0),
                    value("http.host", arguments, file, Lookup.DEFAULT_HOST),
                    value("http.port", arguments, file, Lookup.DEFAULT_PORT),
                    log));
        }
        facts.put("argument", argument);
        facts.put("instrumentation", instrumentation);
        facts.put("late", late);
        facts.put("version", index.get(0));
        facts.put("log.file", log.path());
        facts.put("log.refused", log.refused());
        facts.put("names", names);
        facts.put("watch", watch);
        facts.put("logManagerSeen", watch.logManagerSeen);
        Thread thread = new Thread(this, "plimsoll-start");
        thread.setDaemon(true);
        thread.setContextClassLoader(isolated);
        thread.start();
        return true;
    }

    @Override
    @SuppressWarnings("unchecked")
    public void run() {
        try {
            Consumer<Map<String, Object>> made =
                    (Consumer<Map<String, Object>>) isolated.loadClass("dev.plimsoll.agent.Agent")
                            .getConstructor()
                            .newInstance();
            agent.complete(made);
            made.accept(facts);
        } catch (Throwable e) {
            agent.completeExceptionally(e);
            PlimsollAgent.say("Plimsoll did not start, the application runs without it: " + e);
        }
    }

    /**
     * A second attach changes nothing; the log says so, and the one where the newcomer looks too. When the agent is about
     * to be made, it is told later.
     */
    void joinedBy(@Nullable String argument) {
        Map<String, Object> joined = new HashMap<>();
        joined.put("joined", argument);
        joined.put("log.file", facts.get("log.file"));
        try {
            Arguments arguments = new Arguments(argument);
            Map<String, String> file =
                    arguments.file() == null ? Collections.<String, String>emptyMap() : fileValues(arguments.file());
            joined.put(
                    "log.asked",
                    LogFile.here(value("log.file", arguments, file, "")).path());
        } catch (Exception e) {
            // then only the agent's own log says it
        }
        agent.thenAccept(running -> running.accept(joined));
    }

    private static String value(String key, Arguments arguments, Map<String, String> file, String otherwise) {
        Lookup.Found found = Lookup.find(key, arguments.values(), file);
        return found == null ? otherwise : found.value;
    }

    private static boolean isOff(String value) {
        String word = value.trim().toLowerCase(Locale.ROOT);
        return word.equals("off") || word.equals("false") || word.equals("no");
    }

    @SuppressWarnings("unchecked")
    private Map<String, String> fileValues(String path) throws Exception {
        Function<String, Map<String, String>> reader =
                (Function<String, Map<String, String>>) isolated.loadClass("dev.plimsoll.agent.config.FileValues")
                        .getConstructor()
                        .newInstance();
        return reader.apply(path);
    }

    /** First the version, then the internal names of the classes that built-in rules adopt. */
    private List<String> index() {
        byte[] bytes = isolated.bytes(IsolatedLoader.DIRECTORY + "index.txt");
        if (bytes == null) {
            throw new IllegalStateException("the agent's jar has no index");
        }
        return Arrays.asList(new String(bytes, StandardCharsets.UTF_8).split("\n"));
    }
}
