package servicedesk;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sends texts one after the other without blocking: the container refuses a second one while the first is under way.
 * Thread-safe.
 */
final class Outbox {

    private final RemoteEndpoint.Async remote;
    private final Runnable broken;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<String> waiting = new ArrayDeque<>();
    private boolean sending;

    Outbox(Session socket, Duration timeout, Runnable broken) {
        remote = socket.getAsyncRemote();
        remote.setSendTimeout(timeout.toMillis());
        this.broken = broken;
    }

    void send(String text) {
        lock.lock();
        try {
            if (sending) {
                waiting.add(text);
                return;
            }
            sending = true;
        } finally {
            lock.unlock();
        }
        transmit(text);
    }

    private void transmit(String text) {
        try {
            remote.sendText(text, this::sent);
        } catch (RuntimeException e) { // closed meanwhile
            broken.run();
        }
    }

    private void sent(SendResult result) {
        if (!result.isOK()) {
            broken.run();
            return;
        }
        String next;
        lock.lock();
        try {
            next = waiting.poll();
            sending = next != null;
        } finally {
            lock.unlock();
        }
        if (next != null) {
            transmit(next);
        }
    }
}
