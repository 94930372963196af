package dev.plimsoll.examples.runner;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Finds a port on 127.0.0.1 for the agent's HTTP endpoint. */
final class HttpPort {

    /** The agent's default. */
    static final int DEFAULT = 11_876;

    private HttpPort() {}

    /** Returns the wanted port if nobody listens there, else one that the system picks. */
    static int freeOr(int wanted) throws IOException {
        try {
            return probe(wanted);
        } catch (IOException e) {
            return probe(0);
        }
    }

    private static int probe(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true); // connections of a run before, in TIME_WAIT, are in nobody's way
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket.getLocalPort();
        }
    }
}
