package dev.plimsoll.exporter;

import com.sun.net.httpserver.HttpServer;
import dev.plimsoll.Plimsoll;
import dev.plimsoll.Subscription;
import dev.plimsoll.Ticker;
import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.exporter.httpserver.MetricsHandler;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;

/**
 * Serves metrics at {@code http://<host>:<port>/metrics} until it is closed. Only daemon threads, only GET and HEAD.
 * Thread-safe.
 */
public final class MetricsEndpoint implements AutoCloseable {
    /** Where it listens by default: only this machine can ask. */
    public static final String DEFAULT_HOST = "127.0.0.1";

    /** The default port; from 9100 to 9999 it is crowded. */
    public static final int DEFAULT_PORT = 11876;

    private static final int BACKLOG = 64;

    private final HttpServer server;
    private final HttpWorkers workers;
    private final Subscription deadlines;

    private MetricsEndpoint(HttpServer server, HttpWorkers workers, Subscription deadlines) {
        this.server = server;
        this.workers = workers;
        this.deadlines = deadlines;
    }

    /**
     * Serves a registry's managers and nothing else.
     *
     * @param plimsoll the registry
     * @param host a name or address of this machine; whoever can reach it can read the metrics
     * @param port the port, 0 for any that is free
     * @return the running endpoint
     * @throws IOException if the address cannot be used, such as a port that is taken
     */
    public static MetricsEndpoint start(Plimsoll plimsoll, String host, int port) throws IOException {
        PrometheusRegistry registry = new PrometheusRegistry();
        registry.register(new PlimsollCollector(plimsoll));
        return start(registry, host, port);
    }

    /**
     * Serves whatever a Prometheus registry holds.
     *
     * @param registry the registry, such as one with a {@link PlimsollCollector} in it
     * @param host a name or address of this machine; whoever can reach it can read the metrics
     * @param port the port, 0 for any that is free
     * @return the running endpoint
     * @throws IOException if the address cannot be used, such as a port that is taken
     */
    public static MetricsEndpoint start(PrometheusRegistry registry, String host, int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(host, port), BACKLOG);
        HttpWorkers workers = new HttpWorkers(System::nanoTime);
        // Built, not read: what the application configures for its own Prometheus client is not meant for this one.
        PrometheusProperties defaults = PrometheusProperties.builder().build();
        server.createContext("/", new ScrapeHandler(new MetricsHandler(defaults, registry), workers));
        server.setExecutor(workers);
        startAsDaemon(server);
        return new MetricsEndpoint(server, workers, Ticker.system().everyTick(workers::enforceDeadline));
    }

    /**
     * Returns the port, also when it was chosen by the system.
     *
     * @return the port
     */
    public int port() {
        return server.getAddress().getPort();
    }

    /**
     * Returns where the metrics are.
     *
     * @return an address for a browser on this machine
     */
    public URI uri() {
        String host = server.getAddress().getAddress().getHostAddress();
        String written = host.contains(":") ? "[" + host + "]" : host;
        return URI.create("http://" + written + ":" + port() + ScrapeHandler.PATH);
    }

    /** Stops at once; answers that are being sent are cut off. Closing twice is harmless. */
    @Override
    public void close() {
        deadlines.close();
        server.stop(0);
        workers.shutdown();
    }

    /** The server's own thread inherits whether it keeps the JVM alive from the thread that starts it. */
    private static void startAsDaemon(HttpServer server) throws IOException {
        Thread starter = new Thread(server::start, "plimsoll-http-start");
        starter.setDaemon(true);
        starter.start();
        try {
            starter.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the endpoint was starting", e);
        }
    }
}
