package servicedesk;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A technician's end of a WebSocket. */
final class Caller implements WebSocket.Listener {

    static final String CLOSED = "closed";

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final WebSocket socket;
    private volatile boolean silent;

    Caller(HttpClient client, URI desk) {
        socket = client.newWebSocketBuilder().buildAsync(desk, this).join();
    }

    void say(String message) {
        socket.sendText(message, true).join();
    }

    /** What comes next within a while; empty if nothing does. */
    String hear() throws InterruptedException {
        String message = received.poll(10, TimeUnit.SECONDS);
        return message == null ? "" : message;
    }

    void hangUp() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    void breakOff() {
        socket.abort();
    }

    void fallSilent() {
        silent = true;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        received.add(data.toString());
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
        if (!silent) {
            from.request(1);
        }
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        received.add(CLOSED);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        received.add(CLOSED);
    }
}
