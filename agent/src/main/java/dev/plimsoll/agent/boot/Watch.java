package dev.plimsoll.agent.boot;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sees every class that is loaded and passes on the few whose names a rule has; to all others it costs one look-up. The
 * weaver is loaded with the first class that needs it.
 */
final class Watch implements ClassFileTransformer, Consumer<Set<String>> {
    /**
     * Loaded while the log manager is initialised. The manager itself is not the sign: {@code java.lang.management} loads
     * its class, but does not initialise it.
     */
    private static final String SIGN_OF_LOG_MANAGER = "java/util/logging/LogManager$RootLogger";

    /** {@link System#nanoTime} at which the application initialised its log manager, 0 before. */
    final AtomicLong logManagerSeen = new AtomicLong();

    private final ClassLoader isolated;
    private final Instrumentation instrumentation;
    private volatile Set<String> names;
    private volatile @Nullable ClassFileTransformer weaver;

    Watch(ClassLoader isolated, Instrumentation instrumentation, Set<String> names) {
        this.isolated = isolated;
        this.instrumentation = instrumentation;
        this.names = names;
    }

    /** Replaces the internal names of the classes to weave. */
    @Override
    public void accept(Set<String> newNames) {
        names = newNames;
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        if (name == null) {
            return null;
        }
        if (loader == null && name.equals(SIGN_OF_LOG_MANAGER)) {
            logManagerSeen.compareAndSet(0, System.nanoTime());
        }
        if (!names.contains(name)) {
            return null;
        }
        try {
            return weaver().transform(loader, name, redefined, domain, bytes);
        } catch (Throwable e) {
            return null;
        }
    }

    private synchronized ClassFileTransformer weaver() throws Exception {
        ClassFileTransformer made = weaver;
        if (made == null) {
            made = (ClassFileTransformer) isolated.loadClass("dev.plimsoll.agent.hook.Weaver")
                    .getConstructor(Instrumentation.class)
                    .newInstance(instrumentation);
            weaver = made;
        }
        return made;
    }
}
