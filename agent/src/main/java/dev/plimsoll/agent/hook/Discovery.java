package dev.plimsoll.agent.hook;

import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The discovery window: for a while the often called methods of classes that were loaded before we came are hooked too,
 * so that their instances show up. Closing it leaves the hooks of constructors. For one thread.
 */
public final class Discovery {
    private final Instrumentation instrumentation;
    private final Consumer<String> problems;
    private Set<String> searched = Set.of();

    /**
     * Makes a window that is closed.
     *
     * @param instrumentation the JVM's
     * @param problems takes a line for each class that could not be changed
     */
    public Discovery(Instrumentation instrumentation, Consumer<String> problems) {
        this.instrumentation = instrumentation;
        this.problems = problems;
    }

    /**
     * Opens the window.
     *
     * @param methods often called methods by internal name of the class
     * @return how many loaded classes were changed
     */
    public int open(Map<String, ? extends Collection<String>> methods) {
        methods.forEach(Hooks::hot);
        searched = Set.copyOf(methods.keySet());
        return retransform();
    }

    /**
     * Closes the window.
     *
     * @return names of all classes that are loaded
     */
    public Set<String> close() {
        searched.forEach(name -> Hooks.hot(name, List.of()));
        retransform();
        searched = Set.of();
        Set<String> names = new HashSet<>();
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            names.add(type.getName());
        }
        return names;
    }

    private int retransform() {
        if (searched.isEmpty()) {
            return 0;
        }
        List<Class<?>> classes = new ArrayList<>();
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            if (searched.contains(type.getName().replace('.', '/'))) {
                classes.add(type);
            }
        }
        int changed = 0;
        for (Class<?> type : classes) {
            try {
                instrumentation.retransformClasses(type);
                changed++;
            } catch (UnmodifiableClassException | RuntimeException | LinkageError e) {
                problems.accept(type.getName() + " cannot be changed, so its instances are not found: " + e);
            }
        }
        return changed;
    }
}
