package servicedesk;

import dev.plimsoll.work.WorkOrderQueue;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.websocket.DeploymentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.Constants;
import org.apache.tomcat.websocket.server.WsSci;
import org.apache.tomcat.websocket.server.WsServerContainer;

/** Embedded Tomcat on 127.0.0.1 with the WebSocket endpoint and the orders. */
final class WebServer implements AutoCloseable {

    private final Tomcat tomcat = new Tomcat();
    private final Path directory;

    WebServer(int port, Reception reception, WorkOrderQueue<String> orders) throws IOException {
        directory = Files.createTempDirectory("service-desk-");
        tomcat.setBaseDir(directory.toString());
        Connector connector = new Connector();
        connector.setPort(port);
        connector.setProperty("address", InetAddress.getLoopbackAddress().getHostAddress());
        connector.setProperty("maxThreads", "50");
        connector.setThrowOnFailure(true);
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", null);
        context.addServletContainerInitializer(new WsSci(), Set.of());
        context.addServletContainerInitializer(
                (classes, application) -> {
                    application.addServlet("orders", new OrderServlet(orders)).addMapping("/");
                    addEndpoint(application, reception);
                },
                Set.of());
    }

    private static void addEndpoint(ServletContext application, Reception reception) throws ServletException {
        WsServerContainer container =
                (WsServerContainer) application.getAttribute(Constants.SERVER_CONTAINER_SERVLET_CONTEXT_ATTRIBUTE);
        container.setProcessPeriod(
                1); // seconds between two looks for closed sockets whose peer says nothing; 10 by itself
        try {
            container.addEndpoint(DeskEndpoint.configuration(reception));
        } catch (DeploymentException e) {
            throw new ServletException(e);
        }
    }

    void start() throws LifecycleException {
        tomcat.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort());
    }

    void await() {
        tomcat.getServer().await();
    }

    @Override
    public void close() throws IOException, LifecycleException {
        try {
            tomcat.stop();
            tomcat.destroy();
        } finally {
            deleteDirectory();
        }
    }

    private void deleteDirectory() throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(directory)) {
            files = walk.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
