package servicedesk;

import dev.plimsoll.Subscription;
import dev.plimsoll.resource.TrackedResource;
import dev.plimsoll.session.EndCause;
import dev.plimsoll.session.SessionListener;
import dev.plimsoll.session.SessionRejectedException;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCode;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Takes in sockets: a place in the pool, a session, a tracked resource and a heartbeat for each, or a refusal. */
final class Reception implements AutoCloseable {

    /** A ping to a peer that does not read may block for as long as the container lets it; others go on meanwhile. */
    private static final int HEARTBEAT_THREADS = 4;

    private final Managers managers;
    private final Dispatcher dispatcher;
    private final Duration ping;
    private final Duration silence;
    private final Map<String, Technician> bySocket = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor heartbeats;
    private final Subscription sessionEnds;

    Reception(Managers managers, Dispatcher dispatcher, Arguments arguments) {
        this.managers = managers;
        this.dispatcher = dispatcher;
        ping = arguments.ping();
        silence = arguments.silence();
        heartbeats = new ScheduledThreadPoolExecutor(HEARTBEAT_THREADS, task -> {
            Thread thread = new Thread(task, "service-desk-heartbeat");
            thread.setDaemon(true);
            return thread;
        });
        heartbeats.setRemoveOnCancelPolicy(true);
        heartbeats.prestartAllCoreThreads(); // here, and not by a request with the web application's class loader
        sessionEnds = managers.sessions.addListener(new SessionListener() {
            @Override
            public void ended(dev.plimsoll.session.Session session, EndCause cause) {
                Reception.this.ended(session.id(), cause);
            }
        });
    }

    /** Takes a socket in; null if it was refused and is closed. */
    @Nullable
    Technician admit(String name, Session socket) {
        Technician technician = new Technician(managers, dispatcher, name, socket);
        if (!managers.sockets.offer(name, technician)) {
            refuse(socket, name + " is connected already, or too many are");
            return null;
        }
        bySocket.put(socket.getId(), technician);
        try {
            technician.welcome(
                    managers.sessions.create(socket.getId(), Map.of("technician", name)),
                    track(technician, socket),
                    beat(technician));
        } catch (SessionRejectedException e) {
            technician.end(EndCause.OPERATOR, CloseCodes.TRY_AGAIN_LATER, "too many sessions");
            refuse(socket, "too many sessions");
        }
        return technician;
    }

    /** The container has closed the socket: the last word, whoever had the first. */
    void gone(Session socket, CloseCode code) {
        Technician technician = bySocket.remove(socket.getId());
        if (technician != null) {
            boolean orderly = code == CloseCodes.NORMAL_CLOSURE || code == CloseCodes.GOING_AWAY;
            technician.end(orderly ? EndCause.ENDED : EndCause.DISCONNECTED, code, "the socket was closed");
        }
    }

    /** Sockets that the container has not reported as closed. */
    int sockets() {
        return bySocket.size();
    }

    private TrackedResource track(Technician technician, Session socket) {
        return managers.tracker.track(
                socket.getId(), "webSocket", 0, Map.of("technician", technician.name()), technician::close);
    }

    private ScheduledFuture<?> beat(Technician technician) {
        return heartbeats.scheduleWithFixedDelay(
                () -> technician.beat(silence), ping.toMillis(), ping.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Such as an expiry, or an operator's cleanup; for most it is the echo of an end that began elsewhere. */
    private void ended(String socketId, EndCause cause) {
        Technician technician = bySocket.get(socketId);
        if (technician != null) {
            technician.end(cause, CloseCodes.VIOLATED_POLICY, "the session has ended: " + cause);
        }
    }

    private static void refuse(Session socket, String why) {
        try {
            socket.close(new CloseReason(CloseCodes.TRY_AGAIN_LATER, why));
        } catch (IOException e) {
            return; // gone already
        }
    }

    /** Says goodbye to everybody. */
    @Override
    public void close() {
        sessionEnds.close();
        bySocket.values()
                .forEach(technician -> technician.end(EndCause.SHUTDOWN, CloseCodes.GOING_AWAY, "the desk closes"));
        heartbeats.shutdownNow();
    }
}
