package servicedesk;

import dev.plimsoll.pool.Lease;
import dev.plimsoll.resource.TrackedResource;
import dev.plimsoll.session.EndCause;
import dev.plimsoll.work.FailureResult;
import dev.plimsoll.work.WorkOrder;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCode;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A technician's socket and all that is held for it: a place in the pool, a session, a tracked resource, perhaps a work
 * order. However the socket ends, {@link #end} gives all of it back, once. Thread-safe.
 */
final class Technician {

    private static final Duration SEND_TIMEOUT = Duration.ofSeconds(2);

    private final Managers managers;
    private final Dispatcher dispatcher;
    private final String name;
    private final Session socket;
    private final Outbox outbox;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Lease<Technician> lease;
    private @Nullable WorkOrder<String> order;
    private boolean ready;
    private volatile dev.plimsoll.session.@Nullable Session session;
    private volatile @Nullable TrackedResource tracked;
    private volatile @Nullable Future<?> heartbeat;
    private volatile EndCause cause = EndCause.SHUTDOWN;
    private volatile CloseReason reason = new CloseReason(CloseCodes.GOING_AWAY, "");
    private volatile long heardNanos = System.nanoTime();

    Technician(Managers managers, Dispatcher dispatcher, String name, Session socket) {
        this.managers = managers;
        this.dispatcher = dispatcher;
        this.name = name;
        this.socket = socket;
        this.outbox = new Outbox(socket, SEND_TIMEOUT, this::broken);
    }

    String name() {
        return name;
    }

    boolean isConnected() {
        return !ended.get();
    }

    /** Greets him, with what is to be given back at the end. */
    void welcome(dev.plimsoll.session.Session newSession, TrackedResource newTracked, Future<?> newHeartbeat) {
        session = newSession;
        tracked = newTracked;
        heartbeat = newHeartbeat;
        if (ended.get()) {
            giveBack();
        } else {
            outbox.send("welcome");
        }
    }

    /** What the tracker does to close it, also when it has been idle for too long, which pings should have found. */
    void close() throws IOException {
        end(EndCause.OPERATOR, CloseCodes.GOING_AWAY, "the desk gave the connection up");
        socket.close(reason);
    }

    /** Gives him an order; false if he has gone, or has one. */
    boolean begin(Lease<Technician> newLease, WorkOrder<String> newOrder, String what) {
        lock.lock();
        try {
            if (ended.get() || order != null) {
                return false;
            }
            lease = newLease;
            order = newOrder;
            ready = false;
        } finally {
            lock.unlock();
        }
        outbox.send("order " + newOrder.id() + " " + what);
        return true;
    }

    /** A message: {@code ready}, {@code done <order>} or {@code failed <order>}. */
    void hear(String message) {
        alive();
        dev.plimsoll.session.Session current = session;
        if (current != null) {
            current.touch();
        }
        String[] words = message.split(" ", 2);
        boolean understood = words.length == 1 ? words[0].equals("ready") && becomeReady() : finish(words[0], words[1]);
        if (!understood) {
            end(EndCause.DISCONNECTED, CloseCodes.PROTOCOL_ERROR, "not understood");
        }
    }

    /** A sign of life. */
    void alive() {
        heardNanos = System.nanoTime();
        TrackedResource resource = tracked;
        if (resource != null) {
            resource.touch();
        }
    }

    /** Gives him up after a silence, else asks for a sign of life. */
    void beat(Duration silence) {
        if (System.nanoTime() - heardNanos > silence.toNanos()) {
            end(EndCause.DISCONNECTED, CloseCodes.GOING_AWAY, "no answer to pings");
            return;
        }
        try {
            socket.getBasicRemote().sendPing(ByteBuffer.allocate(0));
        } catch (IOException | RuntimeException e) {
            broken();
        }
    }

    /** Nothing can be sent. If that is because he is saying goodbye, the container reports it in a moment, and how. */
    private void broken() {
        if (socket.isOpen()) {
            end(EndCause.DISCONNECTED, CloseCodes.CLOSED_ABNORMALLY, "cannot be written to");
        }
    }

    /** The pool has closed the connection, as at the end of the desk or because an operator drained it. */
    void leftPool() {
        end(EndCause.OPERATOR, CloseCodes.GOING_AWAY, "the desk gave the connection up", true);
    }

    void end(EndCause why, CloseCode code, String words) {
        end(why, code, words, false);
    }

    private void end(EndCause why, CloseCode code, String words, boolean leftPool) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        cause = why;
        // 1006 is what an end without a closing frame is called; nobody may send it.
        reason = new CloseReason(code == CloseCodes.CLOSED_ABNORMALLY ? CloseCodes.GOING_AWAY : code, words);
        Lease<Technician> held;
        WorkOrder<String> unfinished;
        lock.lock();
        try {
            held = lease;
            unfinished = order;
            lease = null;
            order = null;
        } finally {
            lock.unlock();
        }
        try {
            if (unfinished != null) {
                managers.orders.fail(unfinished.id(), name + " went away: " + words); // another one gets it
            }
        } finally {
            if (held != null) {
                held.invalidate();
            } else if (!leftPool) {
                managers.sockets.evict(name);
            }
            giveBack();
        }
    }

    private void giveBack() {
        Future<?> beats = heartbeat;
        if (beats != null) {
            beats.cancel(false);
        }
        dev.plimsoll.session.Session current = session;
        if (current != null) {
            current.end(cause);
        }
        TrackedResource resource = tracked;
        if (resource != null) {
            resource.release(); // closes the socket
        }
    }

    private boolean becomeReady() {
        lock.lock();
        try {
            if (ready || order != null) {
                return false;
            }
            ready = true;
        } finally {
            lock.unlock();
        }
        dispatcher.ready(this);
        return true;
    }

    private boolean finish(String word, String id) {
        boolean done = word.equals("done");
        Lease<Technician> held;
        lock.lock();
        try {
            if (order == null || !order.id().equals(id) || (!done && !word.equals("failed"))) {
                return false;
            }
            held = lease;
            lease = null;
            order = null;
        } finally {
            lock.unlock();
        }
        boolean inTime;
        try {
            inTime = done
                    ? managers.orders.complete(id)
                    : managers.orders.fail(id, name + " could not do it") != FailureResult.NOT_IN_PROGRESS;
        } finally {
            if (held != null) {
                held.close();
            }
        }
        outbox.send((inTime ? "ok " : "late ") + id);
        return true;
    }
}
