package dev.plimsoll.examples.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class HttpPortTest {

    @Test
    void findsAnotherWhereTheWantedOneIsTaken() throws Exception {
        int wanted;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            wanted = taken.getLocalPort();

            assertThat(HttpPort.freeOr(wanted)).isPositive().isNotEqualTo(wanted);
        }
        assertThat(HttpPort.freeOr(wanted)).isEqualTo(wanted);
    }
}
