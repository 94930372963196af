import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;

/** The application that is measured: one pool, borrowed from every 20 ms until standard input ends. */
public final class Sample {
    public static void main(String[] arguments) throws Exception {
        System.out.println("main");
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:sample");
        config.setPoolName("sample");
        try (HikariDataSource pool = new HikariDataSource(config)) {
            while (System.in.available() == 0) {
                try (Connection connection = pool.getConnection()) {
                    connection.isValid(1);
                }
                Thread.sleep(20);
            }
        }
    }
}
