package dev.plimsoll.session.servlet;

import dev.plimsoll.session.EndCause;
import dev.plimsoll.session.Rejection;
import dev.plimsoll.session.Session;
import dev.plimsoll.session.SessionListener;
import dev.plimsoll.session.SessionManager;
import dev.plimsoll.session.SessionRejectedException;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Mirrors the HTTP sessions of a web application in a {@link SessionManager}: each request touches its session, a change of
 * id at login renames it, and what one of the two ends, the other one ends. A session beyond the manager's limit is
 * invalidated at once, so that the application gets an {@link IllegalStateException} from the first use of it.
 *
 * <p>To be added with {@code ServletContext.addListener} before the application starts. Thread-safe; the manager should
 * serve this one application, since its sessions have the container's ids.
 */
@SuppressWarnings("exports") // transitive would make every module that uses core need the servlet API to compile
public final class HttpSessions implements HttpSessionListener, HttpSessionIdListener, ServletRequestListener {
    private final SessionManager manager;
    private final Map<Session, HttpSession> mirrored = new ConcurrentHashMap<>();

    /**
     * Makes a listener for one application.
     *
     * @param manager bounds and ends its sessions; stays the caller's to close
     */
    public HttpSessions(SessionManager manager) {
        this.manager = manager;
        manager.addListener(new SessionListener() {
            @Override
            public void ended(Session session, EndCause cause) {
                invalidate(mirrored.remove(session));
            }
        });
    }

    @Override
    public void sessionCreated(HttpSessionEvent event) {
        mirror(event.getSession());
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        HttpSession http = event.getSession();
        manager.find(http.getId()).ifPresent(session -> {
            mirrored.remove(session);
            session.end(isOverdue(http) ? EndCause.EXPIRED : EndCause.ENDED);
        });
    }

    @Override
    public void sessionIdChanged(HttpSessionEvent event, String oldSessionId) {
        manager.rename(oldSessionId, event.getSession().getId());
    }

    /** Touches the session; takes in one that the container had restored and told nobody of. */
    @Override
    public void requestInitialized(ServletRequestEvent event) {
        if (event.getServletRequest() instanceof HttpServletRequest request) {
            HttpSession http = request.getSession(false);
            if (http != null && !manager.touch(http.getId())) {
                mirror(http);
            }
        }
    }

    private void mirror(HttpSession http) {
        try {
            Session session = manager.create(http.getId(), Map.of());
            mirrored.put(session, http);
            if (!session.isLive() && mirrored.remove(session) != null) { // ended before it was put
                invalidate(http);
            }
        } catch (SessionRejectedException e) {
            if (e.rejection() != Rejection.LIVE_ID) {
                invalidate(http);
            }
        }
    }

    private static boolean isOverdue(HttpSession http) {
        try {
            long idle = System.currentTimeMillis() - http.getLastAccessedTime();
            int limit = http.getMaxInactiveInterval();
            return limit > 0 && idle >= TimeUnit.SECONDS.toMillis(limit);
        } catch (IllegalStateException invalidAlready) {
            return false;
        }
    }

    private static void invalidate(@Nullable HttpSession http) {
        if (http == null) {
            return;
        }
        try {
            http.invalidate();
        } catch (IllegalStateException invalidAlready) {
            // Which is all that was wanted.
        }
    }
}
