package shop;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Takes orders on a bounded thread pool, each in a transaction of its own. */
final class Orders implements AutoCloseable {

    private final Database database;
    private final LongAdder done = new LongAdder();
    private final ThreadPoolExecutor workers;

    Orders(Database database) {
        this.database = database;
        AtomicInteger number = new AtomicInteger();
        workers = new ThreadPoolExecutor(
                4,
                4,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(100),
                task -> new Thread(task, "shop-order-" + number.incrementAndGet()));
    }

    /**
     * Places an order.
     *
     * @return the order's number, once it is committed
     * @throws RejectedExecutionException if 100 orders are waiting already
     */
    Future<Long> place(Product product, int quantity) {
        return workers.submit(() -> {
            long id = insert(product, quantity);
            done.increment();
            return id;
        });
    }

    long done() {
        return done.sum();
    }

    private long insert(Product product, int quantity) throws SQLException {
        try (Connection connection = database.connection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO shop_order(product, quantity, cents) VALUES (?, ?, ?)",
                    Statement.RETURN_GENERATED_KEYS)) {
                insert.setInt(1, product.id());
                insert.setInt(2, quantity);
                insert.setInt(3, Math.multiplyExact(product.cents(), quantity));
                insert.executeUpdate();
                try (ResultSet keys = insert.getGeneratedKeys()) {
                    keys.next();
                    long id = keys.getLong(1);
                    connection.commit();
                    return id;
                }
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    @Override
    public void close() {
        workers.shutdown();
        try {
            if (!workers.awaitTermination(5, TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
