package dev.plimsoll.jmx;

import dev.plimsoll.Plimsoll;
import dev.plimsoll.Registration;
import dev.plimsoll.RegistryListener;
import dev.plimsoll.Subscription;
import dev.plimsoll.stats.Figure;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Shows every manager of a registry in an MBean server as {@code dev.plimsoll:type=<Type>,name=<instance>}, as long as
 * it is open. Thread-safe.
 *
 * <p>Figures are read-only attributes, read anew at each request; one that is not known is null. Settings are writable
 * attributes whose bounds are enforced. What cannot be registered, such as a name that is taken, is a problem that
 * {@link #problems()} tells, never an exception in the code that adds a manager.
 */
public final class JmxView implements AutoCloseable {
    private static final int KEPT_PROBLEMS = 64;

    private final MBeanServer server;
    private final JmxAccess access;
    private final Consumer<String> log;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Registration, Shown> shown = new HashMap<>();
    private final ArrayDeque<String> problems = new ArrayDeque<>();
    private @Nullable Subscription subscription;
    private boolean closed;

    private record Shown(ObjectName name, ManagerMBean bean) {}

    private JmxView(MBeanServer server, JmxAccess access, Consumer<String> log) {
        this.server = server;
        this.access = access;
        this.log = log;
    }

    /**
     * Shows a registry with {@linkplain JmxAccess#FULL full access}.
     *
     * @param plimsoll the registry to follow
     * @param server where to register
     * @return the view
     */
    public static JmxView open(Plimsoll plimsoll, MBeanServer server) {
        return open(plimsoll, server, JmxAccess.FULL, problem -> {});
    }

    /**
     * Shows a registry.
     *
     * @param plimsoll the registry to follow
     * @param server where to register
     * @param access what may be changed
     * @param log is told of each problem, in one sentence
     * @return the view
     */
    public static JmxView open(Plimsoll plimsoll, MBeanServer server, JmxAccess access, Consumer<String> log) {
        JmxView view = new JmxView(server, access, log);
        view.subscription = plimsoll.follow(view.new Follower());
        return view;
    }

    /**
     * Tells how a figure or a setting is called in JMX.
     *
     * @param figure the figure
     * @return the attribute's name, such as {@code IdleTimeoutSeconds}
     */
    public static String attributeName(Figure figure) {
        return Attributes.nameOf(figure.name(), figure.unit());
    }

    /**
     * Returns what went wrong so far.
     *
     * @return up to 64 sentences, oldest first
     */
    public List<String> problems() {
        lock.lock();
        try {
            return List.copyOf(problems);
        } finally {
            lock.unlock();
        }
    }

    /** Unregisters what this view registered, and nothing else. Closing twice is harmless. */
    @Override
    public void close() {
        Subscription following = subscription;
        if (following != null) {
            following.close();
        }
        List<Shown> mine;
        lock.lock();
        try {
            closed = true;
            mine = List.copyOf(shown.values());
            shown.clear();
        } finally {
            lock.unlock();
        }
        mine.forEach(this::unregister);
    }

    /** Holds no lock while it calls the server, which calls its listeners. */
    private void register(Registration registration) {
        ManagerMBean bean = new ManagerMBean(registration, access);
        Shown entry;
        try {
            entry = new Shown(ObjectNames.of(registration.id()), bean);
            server.registerMBean(bean, entry.name());
        } catch (JMException | RuntimeException e) {
            problem(registration.id() + " is not shown in JMX: " + e);
            return;
        }
        if (!remember(registration, entry)) {
            unregister(entry);
        }
    }

    private boolean remember(Registration registration, Shown entry) {
        lock.lock();
        try {
            if (!closed) {
                shown.put(registration, entry);
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private void unregister(@Nullable Shown gone) {
        if (gone == null || !gone.bean().registered()) {
            return;
        }
        try {
            server.unregisterMBean(gone.name());
        } catch (InstanceNotFoundException e) {
            return; // somebody else was faster
        } catch (JMException | RuntimeException e) {
            problem(gone.name() + " could not be unregistered: " + e);
        }
    }

    private void problem(String sentence) {
        lock.lock();
        try {
            if (problems.size() == KEPT_PROBLEMS) {
                problems.removeFirst();
            }
            problems.addLast(sentence);
        } finally {
            lock.unlock();
        }
        log.accept(sentence);
    }

    private @Nullable Shown forget(Registration registration) {
        lock.lock();
        try {
            return shown.remove(registration);
        } finally {
            lock.unlock();
        }
    }

    private final class Follower implements RegistryListener {
        @Override
        public void added(Registration registration) {
            register(registration);
        }

        @Override
        public void removed(Registration registration) {
            unregister(forget(registration));
        }
    }
}
