package shop;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** An H2 file database behind a HikariCP pool whose JMX beans are off, as by default. */
final class Database implements AutoCloseable {

    static final String POOL_NAME = "shop";
    static final int MAXIMUM_POOL_SIZE = 10;
    static final int PRODUCTS = 500;

    private final HikariDataSource pool;

    private Database(HikariDataSource pool) {
        this.pool = pool;
    }

    static Database open(Path file) throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:file:" + file.toAbsolutePath());
        config.setUsername("shop");
        config.setPassword("");
        config.setPoolName(POOL_NAME);
        config.setMaximumPoolSize(MAXIMUM_POOL_SIZE);
        Database database = new Database(new HikariDataSource(config));
        try {
            database.createTables();
        } catch (SQLException e) {
            database.close();
            throw e;
        }
        return database;
    }

    Connection connection() throws SQLException {
        return pool.getConnection();
    }

    /** The pool's own view of itself. */
    HikariPoolMXBean figures() {
        return pool.getHikariPoolMXBean();
    }

    Optional<Product> product(int id) throws SQLException {
        try (Connection connection = connection();
                PreparedStatement query =
                        connection.prepareStatement("SELECT name, cents, description FROM product WHERE id = ?")) {
            query.setInt(1, id);
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(new Product(id, row.getString(1), row.getInt(2), row.getString(3)))
                        : Optional.empty();
            }
        }
    }

    /** Holds one connection for the given time and counts the orders. */
    long report(int millis) throws SQLException, InterruptedException {
        try (Connection connection = connection();
                Statement query = connection.createStatement();
                ResultSet row = query.executeQuery("SELECT COUNT(*) FROM shop_order")) {
            row.next();
            Thread.sleep(millis); // stands for a slow query; what matters is that the connection is out
            return row.getLong(1);
        }
    }

    private void createTables() throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TABLE IF NOT EXISTS product(
                        id INT PRIMARY KEY, name VARCHAR NOT NULL, cents INT NOT NULL, description VARCHAR NOT NULL)""");
            statement.execute("""
                    CREATE TABLE IF NOT EXISTS shop_order(
                        id BIGINT GENERATED ALWAYS AS IDENTITY (NO CACHE) PRIMARY KEY,
                        product INT NOT NULL REFERENCES product, quantity INT NOT NULL, cents INT NOT NULL)""");
            statement.execute("""
                    MERGE INTO product
                    SELECT x, 'Product ' || x, 100 + MOD(x * 37, 900), REPEAT('Text about product ' || x || '. ', 40)
                    FROM SYSTEM_RANGE(1, %d)""".formatted(PRODUCTS));
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
