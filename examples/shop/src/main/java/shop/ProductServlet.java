package shop;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code GET /products/{id}}. */
final class ProductServlet extends JsonServlet {

    private static final long serialVersionUID = 1;

    private final transient Products products;

    ProductServlet(Products products) {
        this.products = products;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        @Nullable String path = request.getPathInfo();
        @Nullable Integer id = number(path == null ? null : path.substring(1), Integer.MAX_VALUE);
        try {
            Optional<Product> product = id == null ? Optional.empty() : products.find(id);
            if (product.isPresent()) {
                send(response, 200, product.get().json());
            } else {
                fail(response, 404, "no such product");
            }
        } catch (SQLException e) {
            throw new ServletException(e);
        }
    }
}
