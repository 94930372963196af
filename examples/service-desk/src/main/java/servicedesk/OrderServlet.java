package servicedesk;

import dev.plimsoll.work.OfferResult;
import dev.plimsoll.work.WorkOrder;
import dev.plimsoll.work.WorkOrderQueue;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Takes orders: {@code POST /orders?id=...&priority=...&kind=...}. Anything else is not found. */
final class OrderServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient WorkOrderQueue<String> orders;

    OrderServlet(WorkOrderQueue<String> orders) {
        this.orders = orders;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getMethod().equals("POST") || !request.getServletPath().equals("/orders")) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        String id = request.getParameter("id");
        String kind = request.getParameter("kind");
        String priority = request.getParameter("priority");
        if (id == null || !id.matches("\\w{1,64}") || kind == null || priority == null || !priority.matches("[0-9]")) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        OfferResult result = orders.offer(WorkOrder.of(id, Integer.parseInt(priority), kind));
        response.setStatus(
                switch (result) {
                    case ACCEPTED -> HttpServletResponse.SC_CREATED;
                    case DUPLICATE -> HttpServletResponse.SC_CONFLICT;
                    case FULL, ARCHIVE_BEHIND, CLOSED -> HttpServletResponse.SC_SERVICE_UNAVAILABLE;
                });
        response.getWriter().println(result);
    }
}
