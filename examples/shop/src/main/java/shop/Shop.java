package shop;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.LifecycleException;

/** The running application: database, cache, orders and web server, closed in an order that finishes what was begun. */
final class Shop implements AutoCloseable {

    private final Database database;
    private final Orders orders;
    private final WebServer server;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Shop(Database database, Orders orders, WebServer server) {
        this.database = database;
        this.orders = orders;
        this.server = server;
    }

    static Shop open(Path directory, int port) throws IOException, SQLException, LifecycleException {
        Files.createDirectories(directory);
        Database database = Database.open(directory.resolve("shop"));
        try {
            Orders orders = new Orders(database);
            WebServer server = new WebServer(directory, port, database, new Products(database), orders);
            server.start();
            return new Shop(database, orders, server);
        } catch (LifecycleException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    URI address() {
        return server.address();
    }

    Database database() {
        return database;
    }

    /** Blocks until {@link #close()}. */
    void await() {
        server.await();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            server.pause();
            orders.close();
            server.close();
            database.close();
        }
    }
}
