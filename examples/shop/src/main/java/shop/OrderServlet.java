package shop;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** {@code POST /orders?product=N&quantity=N}: answers once the order is committed, 503 when too many are waiting. */
final class OrderServlet extends JsonServlet {

    private static final long serialVersionUID = 1;

    private final transient Products products;
    private final transient Orders orders;

    OrderServlet(Products products, Orders orders) {
        this.products = products;
        this.orders = orders;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        @Nullable Integer id = number(request, "product", Integer.MAX_VALUE);
        @Nullable Integer quantity = number(request, "quantity", 99);
        if (id == null || quantity == null) {
            fail(response, 400, "product and quantity are numbers");
            return;
        }
        try {
            Optional<Product> product = products.find(id);
            if (product.isEmpty()) {
                fail(response, 404, "no such product");
                return;
            }
            long order = orders.place(product.get(), quantity).get();
            send(response, 201, "{\"order\":%d}".formatted(order));
        } catch (RejectedExecutionException e) {
            fail(response, 503, "too many orders are waiting");
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (SQLException | ExecutionException e) {
            throw new ServletException(e);
        }
    }
}
