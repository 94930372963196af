package servicedesk.traffic;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A technician's end of a WebSocket. Messages are read one by one; used by one thread. */
final class Phone implements WebSocket.Listener {

    /** What is read when the socket is closed. */
    static final String CLOSED = "closed";

    private static final Duration GOODBYE = Duration.ofSeconds(5);

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final StringBuilder partial = new StringBuilder();
    private volatile boolean silent;
    private final WebSocket socket;

    /** Calls the desk. */
    Phone(HttpClient client, URI desk) {
        try {
            socket = client.newWebSocketBuilder().buildAsync(desk, this).join();
        } catch (CompletionException e) {
            throw new IllegalStateException("cannot connect to " + desk, e);
        }
    }

    void say(String message) {
        socket.sendText(message, true).join();
    }

    /** The next message, {@link #CLOSED} at the end; null if none came in time. */
    @Nullable
    String hear(Duration patience) throws InterruptedException {
        return received.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Says goodbye and waits for that of the desk; false if none came. */
    boolean hangUp() throws InterruptedException {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        boolean answered = CLOSED.equals(hear(GOODBYE));
        socket.abort();
        return answered;
    }

    /** Ends the TCP connection without a word. */
    void breakOff() {
        socket.abort();
    }

    /** Reads no more, so that pings stay unanswered, and keeps the TCP connection. */
    void fallSilent() {
        silent = true;
    }

    @Override
    public void onOpen(WebSocket opened) {
        opened.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            received.add(partial.toString());
            partial.setLength(0);
        }
        readOn(from);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
        readOn(from); // the pong is sent by the JDK
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        received.add(CLOSED);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        received.add(CLOSED);
    }

    private void readOn(WebSocket from) {
        if (!silent) {
            from.request(1);
        }
    }
}
