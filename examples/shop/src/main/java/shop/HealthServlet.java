package shop;

import com.zaxxer.hikari.HikariPoolMXBean;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.Context;

/** {@code GET /health}: the pool as HikariCP itself reports it, live sessions, orders done. */
final class HealthServlet extends JsonServlet {

    private static final long serialVersionUID = 1;

    private final transient Database database;
    private final transient Orders orders;
    private final transient Context context;

    HealthServlet(Database database, Orders orders, Context context) {
        this.database = database;
        this.orders = orders;
        this.context = context;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HikariPoolMXBean pool = database.figures();
        send(response, 200, """
                {"pool":{"name":"%s","active":%d,"idle":%d,"total":%d,"waiting":%d},"sessions":%d,"orders":%d}""".formatted(
                        Database.POOL_NAME,
                        pool.getActiveConnections(),
                        pool.getIdleConnections(),
                        pool.getTotalConnections(),
                        pool.getThreadsAwaitingConnection(),
                        context.getManager().getActiveSessions(),
                        orders.done()));
    }
}
