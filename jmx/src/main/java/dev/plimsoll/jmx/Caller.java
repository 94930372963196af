package dev.plimsoll.jmx;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.rmi.server.RemoteServer;
import java.rmi.server.ServerNotActiveException;
import java.security.Principal;
import java.util.Set;
import java.util.stream.Collectors;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/** Says who is at the other end of the current JMX request, as far as anybody knows. */
final class Caller {
    private static final @Nullable MethodHandle CURRENT_SUBJECT = currentSubject();

    private Caller() {}

    static String describe() {
        String principals = principals();
        String host = host();
        return "jmx" + (principals.isEmpty() ? "" : " " + principals) + (host.isEmpty() ? "" : " from " + host);
    }

    private static String principals() {
        try {
            Subject subject = CURRENT_SUBJECT == null ? null : (Subject) CURRENT_SUBJECT.invokeExact();
            Set<Principal> principals = subject == null ? Set.of() : subject.getPrincipals();
            return principals.stream().map(Principal::getName).sorted().collect(Collectors.joining(","));
        } catch (Throwable e) {
            return "";
        }
    }

    private static String host() {
        try {
            return RemoteServer.getClientHost();
        } catch (ServerNotActiveException | LinkageError e) {
            return "";
        }
    }

    /** {@code Subject.current()} came with 18; what it replaces throws from 24 on and is to go. */
    private static @Nullable MethodHandle currentSubject() {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        try {
            return lookup.findStatic(Subject.class, "current", MethodType.methodType(Subject.class));
        } catch (ReflectiveOperationException before18) {
            return subjectOfContext(lookup);
        }
    }

    private static @Nullable MethodHandle subjectOfContext(MethodHandles.Lookup lookup) {
        try {
            Class<?> context = Class.forName("java.security.AccessControlContext");
            MethodHandle current = lookup.findStatic(
                    Class.forName("java.security.AccessController"), "getContext", MethodType.methodType(context));
            MethodHandle subjectOf =
                    lookup.findStatic(Subject.class, "getSubject", MethodType.methodType(Subject.class, context));
            return MethodHandles.collectArguments(subjectOf, 0, current);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }
}
