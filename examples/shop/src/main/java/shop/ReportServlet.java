package shop;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** {@code GET /report?millis=N}: holds a database connection that long, at most 30 s. */
final class ReportServlet extends JsonServlet {

    private static final long serialVersionUID = 1;

    private final transient Database database;

    ReportServlet(Database database) {
        this.database = database;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        @Nullable Integer millis = number(request, "millis", 30_000);
        if (millis == null) {
            fail(response, 400, "millis is a number from 1 to 30000");
            return;
        }
        try {
            long orders = database.report(millis);
            send(response, 200, "{\"orders\":%d}".formatted(orders));
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (SQLException e) {
            throw new ServletException(e);
        }
    }
}
