package servicedesk;

import dev.plimsoll.Plimsoll;
import dev.plimsoll.exporter.MetricsEndpoint;
import dev.plimsoll.jfr.JfrStatistics;
import dev.plimsoll.jmx.JmxView;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.LifecycleException;

/** The running application: all managers, the three views, and the server. Closing it closes them, last opened first. */
final class ServiceDesk implements AutoCloseable {

    final Managers managers;
    private final Reception reception;
    private final WebServer server;
    private final MetricsEndpoint prometheus;
    private final Deque<AutoCloseable> opened;
    private final AtomicBoolean closed = new AtomicBoolean();

    private ServiceDesk(
            Managers managers,
            Reception reception,
            WebServer server,
            MetricsEndpoint prometheus,
            Deque<AutoCloseable> opened) {
        this.managers = managers;
        this.reception = reception;
        this.server = server;
        this.prometheus = prometheus;
        this.opened = opened;
    }

    static ServiceDesk open(Arguments arguments) throws IOException, LifecycleException {
        Deque<AutoCloseable> opened = new ArrayDeque<>();
        try {
            Plimsoll plimsoll = kept(opened, Plimsoll.create());
            JmxView unusedJmx = kept(opened, JmxView.open(plimsoll, ManagementFactory.getPlatformMBeanServer()));
            JfrStatistics unusedJfr = kept(opened, JfrStatistics.open(plimsoll));
            MetricsEndpoint prometheus =
                    kept(opened, MetricsEndpoint.start(plimsoll, "127.0.0.1", arguments.metricsPort()));
            Managers managers = kept(opened, new Managers(plimsoll));
            Dispatcher dispatcher = kept(opened, new Dispatcher(managers));
            Reception reception = kept(opened, new Reception(managers, dispatcher, arguments));
            WebServer server = kept(opened, new WebServer(arguments.port(), reception, managers.orders));
            server.start();
            opened.push(reception); // says goodbye while the server can still send it
            return new ServiceDesk(managers, reception, server, prometheus, opened);
        } catch (IOException | LifecycleException | RuntimeException e) {
            closeAll(opened);
            throw e;
        }
    }

    URI address() {
        return server.address();
    }

    URI metrics() {
        return prometheus.uri();
    }

    /** Sockets that the container has open. */
    int sockets() {
        return reception.sockets();
    }

    /** Blocks until {@link #close()}. */
    void await() {
        server.await();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            closeAll(opened);
        }
    }

    private static <T extends AutoCloseable> T kept(Deque<AutoCloseable> opened, T part) {
        opened.push(part);
        return part;
    }

    private static void closeAll(Deque<AutoCloseable> opened) {
        for (AutoCloseable part : opened) {
            try {
                part.close();
            } catch (Exception e) {
                System.err.println("service-desk: " + part.getClass().getSimpleName() + " did not close: " + e);
            }
        }
    }
}
