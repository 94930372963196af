package dev.plimsoll.agent.hook;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which hook is for whom. A hook has the number of its class; what it brings before the rules are read is kept until then.
 * Static because the weaver is made by the entry, which can pass it nothing. Thread-safe.
 */
public final class Hooks {
    private static final int MAX_EARLY = 1000;

    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final Map<String, Integer> IDS = new HashMap<>();
    private static final List<Early> EARLY = new ArrayList<>();
    private static final Map<String, Set<String>> HOT = new ConcurrentHashMap<>();

    private static volatile @Nullable Consumer<Object>[] targets = newTargets(0);

    private Hooks() {}

    /**
     * Sends the instances of a class to whom they are for, those that were made before too.
     *
     * @param internalName internal name of the class
     * @param target takes instances; called on threads of the application at the end of a constructor or method
     */
    public static void deliver(String internalName, Consumer<Object> target) {
        List<Object> before = new ArrayList<>();
        LOCK.lock();
        try {
            int id = idOf(internalName);
            @Nullable Consumer<Object>[] more = newTargets(Math.max(targets.length, id + 1));
            System.arraycopy(targets, 0, more, 0, targets.length);
            more[id] = target;
            targets = more;
            EARLY.removeIf(early -> early.id == id && addTo(before, early.object.get()));
        } finally {
            LOCK.unlock();
        }
        before.forEach(target);
    }

    /**
     * Says which often called methods are hooked besides the constructors from the next weaving on.
     *
     * @param internalName internal name of the class
     * @param methods names of methods; none to end it
     */
    static void hot(String internalName, Collection<String> methods) {
        if (methods.isEmpty()) {
            HOT.remove(internalName);
        } else {
            HOT.put(internalName, Set.copyOf(methods));
        }
    }

    static Set<String> hot(String internalName) {
        return HOT.getOrDefault(internalName, Set.of());
    }

    static int idOf(String internalName) {
        LOCK.lock();
        try {
            return IDS.computeIfAbsent(internalName, name -> IDS.size());
        } finally {
            LOCK.unlock();
        }
    }

    /** Called by woven code, through the dispatcher. */
    static void on(Object self, int id) {
        @Nullable Consumer<Object>[] now = targets;
        Consumer<Object> target = id < now.length ? now[id] : null;
        if (target != null) {
            target.accept(self);
        } else {
            keepForLater(self, id);
        }
    }

    private static void keepForLater(Object self, int id) {
        LOCK.lock();
        try {
            boolean known = EARLY.stream().anyMatch(early -> early.object.refersTo(self));
            if (!known && EARLY.size() < MAX_EARLY) {
                EARLY.add(new Early(id, new WeakReference<>(self)));
            }
        } finally {
            LOCK.unlock();
        }
        Consumer<Object> target = id < targets.length ? targets[id] : null;
        if (target != null) {
            target.accept(self);
        }
    }

    private static boolean addTo(List<Object> list, @Nullable Object object) {
        if (object != null) {
            list.add(object);
        }
        return true;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static @Nullable Consumer<Object>[] newTargets(int length) {
        return new Consumer[length];
    }

    private record Early(int id, WeakReference<Object> object) {}
}
