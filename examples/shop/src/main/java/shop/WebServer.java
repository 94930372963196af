package shop;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/** Embedded Tomcat on 127.0.0.1 with one servlet per route. */
final class WebServer implements AutoCloseable {

    private final Tomcat tomcat = new Tomcat();

    WebServer(Path directory, int port, Database database, Products products, Orders orders) {
        tomcat.setBaseDir(directory.toAbsolutePath().toString());
        Connector connector = new Connector();
        connector.setPort(port);
        connector.setProperty("address", InetAddress.getLoopbackAddress().getHostAddress());
        connector.setProperty("maxThreads", "50");
        connector.setThrowOnFailure(true);
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", null);
        context.setSessionTimeout(30);
        context.addServletContainerInitializer(
                (classes, application) -> {
                    add(application, "/products/*", new ProductServlet(products));
                    add(application, "/cart", new CartServlet(products));
                    add(application, "/orders", new OrderServlet(products, orders));
                    add(application, "/report", new ReportServlet(database));
                    add(application, "/health", new HealthServlet(database, orders, context));
                },
                Set.of());
    }

    private static void add(ServletContext application, String route, HttpServlet servlet) {
        application.addServlet(route, servlet).addMapping(route);
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

    /** Takes no new connections; requests in progress go on. */
    void pause() {
        tomcat.getConnector().pause();
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException("Tomcat did not stop", e);
        }
    }
}
