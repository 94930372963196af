package dev.plimsoll.resource;

import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;

/** The server's end of one WebSocket, as far as a handshake and the closing frame. */
final class WebSocketPeer implements AutoCloseable {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();

    WebSocketPeer() throws IOException {
        Thread thread = new Thread(this::serve, "websocket-peer");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    CompletableFuture<Integer> closeCode() {
        return closeCode;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve() {
        try (Socket socket = server.accept()) {
            String key = handshakeKey(socket);
            byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            String answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(digest) + "\r\n\r\n";
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            closeCode.complete(readCloseCode(new DataInputStream(socket.getInputStream())));
        } catch (Exception e) {
            closeCode.completeExceptionally(e);
        }
    }

    private static String handshakeKey(Socket socket) throws IOException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        String key = "";
        for (String line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
            if (line.regionMatches(true, 0, "Sec-WebSocket-Key:", 0, 18)) {
                key = line.substring(18).trim();
            }
        }
        return key;
    }

    /** Reads a masked frame of two bytes or more. */
    private static int readCloseCode(DataInputStream in) throws IOException {
        int opcode = in.readUnsignedByte() & 0x0F;
        in.readUnsignedByte();
        byte[] mask = in.readNBytes(4);
        int high = (in.readUnsignedByte() ^ mask[0]) & 0xFF;
        int low = (in.readUnsignedByte() ^ mask[1]) & 0xFF;
        return opcode == 8 ? high << 8 | low : -1;
    }
}
