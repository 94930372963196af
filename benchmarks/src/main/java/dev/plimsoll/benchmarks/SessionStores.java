package dev.plimsoll.benchmarks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.plimsoll.session.EndCause;
import dev.plimsoll.session.Session;
import dev.plimsoll.session.SessionManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.session.StandardManager;
import org.apache.catalina.startup.Tomcat;

/** Makes the session stores under measurement. */
final class SessionStores {
    private static final Duration TIMEOUT = Duration.ofHours(1);

    private SessionStores() {}

    static SessionStore make(String name, int sessions) throws Exception {
        return switch (name) {
            case "plimsoll" -> new Ours(sessions);
            case "plimsollHandle" -> new OursByHandle(sessions);
            case "tomcat" -> new OfTomcat();
            case "caffeine" -> new OfCaffeine();
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static class Ours implements SessionStore {
        final SessionManager manager;

        Ours(int sessions) {
            manager = SessionManager.builder("benchmark")
                    .maximumSessions(sessions + 1000)
                    .timeout(TIMEOUT)
                    .build();
        }

        @Override
        public void create(String id) {
            manager.create(id, Map.of());
        }

        @Override
        public boolean touch(int index, String id) {
            return manager.touch(id);
        }

        @Override
        public void end(String id) {
            manager.end(id, EndCause.ENDED);
        }

        @Override
        public void close() {
            manager.close();
        }
    }

    private static final class OursByHandle extends Ours {
        private final List<Session> handles = new ArrayList<>();

        OursByHandle(int sessions) {
            super(sessions);
        }

        @Override
        public void create(String id) {
            handles.add(manager.create(id, Map.of()));
        }

        @Override
        public boolean touch(int index, String id) {
            return handles.get(index).touch();
        }
    }

    /** What a request does: finds the session and says that it is accessed; not what it does at its end. */
    private static final class OfTomcat implements SessionStore {
        private static final Logger LOG = Logger.getLogger("org.apache");

        private final Tomcat tomcat = new Tomcat();
        private final StandardManager manager = new StandardManager();

        OfTomcat() throws LifecycleException {
            LOG.setLevel(Level.OFF);
            String directory = System.getProperty("java.io.tmpdir");
            tomcat.setBaseDir(directory);
            Context context = tomcat.addContext("", directory);
            manager.setPathname(null);
            context.setManager(manager);
            context.setSessionTimeout((int) TIMEOUT.toMinutes());
            tomcat.start(); // without a connector
        }

        @Override
        public void create(String id) {
            manager.createSession(id);
        }

        @Override
        public boolean touch(int index, String id) {
            try {
                org.apache.catalina.Session session = manager.findSession(id);
                if (session == null) {
                    return false;
                }
                session.access();
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void end(String id) {
            try {
                manager.findSession(id).expire();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws LifecycleException {
            tomcat.stop();
            tomcat.destroy();
        }
    }

    private static final class OfCaffeine implements SessionStore {
        private final Cache<String, Object> cache =
                Caffeine.newBuilder().expireAfterAccess(TIMEOUT).build();

        @Override
        public void create(String id) {
            cache.put(id, new Object());
        }

        @Override
        public boolean touch(int index, String id) {
            return cache.getIfPresent(id) != null;
        }

        @Override
        public void end(String id) {
            cache.invalidate(id);
        }

        @Override
        public void close() {
            cache.invalidateAll();
        }
    }
}
