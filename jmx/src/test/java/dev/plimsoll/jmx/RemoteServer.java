package dev.plimsoll.jmx;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.rmi.server.RMIServerSocketFactory;
import java.util.Map;
import javax.management.MBeanServer;
import javax.management.MBeanServerConnection;
import javax.management.MBeanServerFactory;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXServiceURL;

/** An MBean server of its own and a real RMI connection to it, with the serial filter that JDK 25 has by default. */
final class RemoteServer implements AutoCloseable {
    private static final String FILTER = String.join(
            ";",
            "java.lang.*;java.lang.reflect.Proxy;java.math.BigInteger;java.math.BigDecimal;java.util.*",
            "javax.management.*;javax.management.openmbean.*;javax.management.remote.*;javax.management.remote.rmi.*",
            "java.rmi.MarshalledObject;java.rmi.dgc.*;java.rmi.server.*;javax.security.auth.Subject",
            "!*");

    final MBeanServer local = MBeanServerFactory.newMBeanServer();
    final MBeanServerConnection remote;
    private final JMXConnectorServer connectorServer;
    private final JMXConnector connector;

    RemoteServer() throws IOException {
        System.setProperty("java.rmi.server.hostname", "127.0.0.1");
        connectorServer = JMXConnectorServerFactory.newJMXConnectorServer(
                new JMXServiceURL("service:jmx:rmi://127.0.0.1"),
                Map.of(
                        "jmx.remote.rmi.server.socket.factory",
                        new Loopback(),
                        "jmx.remote.rmi.server.serial.filter.pattern",
                        FILTER),
                local);
        connectorServer.start();
        connector = JMXConnectorFactory.connect(connectorServer.getAddress());
        remote = connector.getMBeanServerConnection();
    }

    @Override
    public void close() throws IOException {
        connector.close();
        connectorServer.stop();
    }

    private record Loopback() implements RMIServerSocketFactory {
        @Override
        public ServerSocket createServerSocket(int port) throws IOException {
            return new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        }
    }
}
