package dev.plimsoll.resource;

import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Tracks WebSockets of the JDK's HTTP client. Needs the module {@code java.net.http}. Those of a server, such as a {@code
 * jakarta.websocket.Session}, can be closed like anything else: see {@link Tracked#of}.
 */
public final class TrackedWebSockets {
    private static final long GOODBYE_MILLIS = 1000;

    private TrackedWebSockets() {}

    /**
     * Tracks a WebSocket as type {@code webSocket}. Touch its handle at every message.
     *
     * @param tracker who tracks it
     * @param id what identifies it among those that are tracked
     * @param socket the WebSocket
     * @return the WebSocket; closing it sends a normal closure, for at most a second, and then ends the connection
     * @throws IllegalStateException if the id is live, or the tracker closed; the WebSocket is not closed then
     */
    public static Tracked<WebSocket> webSocket(ResourceTracker tracker, String id, WebSocket socket) {
        Map<String, String> metadata = Map.of("subprotocol", socket.getSubprotocol());
        return Tracked.of(tracker.resource(id, "webSocket").metadata(metadata), socket, () -> close(socket));
    }

    private static void close(WebSocket socket) throws InterruptedException {
        try {
            if (!socket.isOutputClosed()) {
                socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(GOODBYE_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            return; // the other side is gone or does not read: nobody to say goodbye to
        } finally {
            socket.abort();
        }
    }
}
