package app;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/** An application with a HikariCP pool that knows nothing of Plimsoll. Runs until its standard input ends. */
public final class PoolApp {
    private PoolApp() {}

    public static void main(String[] arguments) throws SQLException, IOException, InterruptedException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:orders");
        config.setPoolName("orders");
        config.setMaximumPoolSize(7);
        try (HikariDataSource pool = new HikariDataSource(config);
                Connection held = pool.getConnection()) {
            System.out.println("valid " + held.isValid(1));
            System.out.println("ready");
            while (System.in.available() == 0) {
                pool.getConnection().close();
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
        System.err.println("ends");
        System.exit(System.in.read());
    }
}
