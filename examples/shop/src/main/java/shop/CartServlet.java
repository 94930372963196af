package shop;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.Serializable;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /cart?product=N&quantity=N&note=TEXT} puts a product into the cart that the session holds, and {@code
 * DELETE /cart} ends the session.
 */
final class CartServlet extends JsonServlet {

    private static final long serialVersionUID = 1;
    private static final int MOST_LINES = 50;

    private final transient Products products;

    CartServlet(Products products) {
        this.products = products;
    }

    /** One line of a cart; the note goes onto the gift card. */
    private record Line(int product, int quantity, int cents, String note) implements Serializable {}

    private static final class Cart implements Serializable {
        private static final long serialVersionUID = 1;
        private final CopyOnWriteArrayList<Line> lines = new CopyOnWriteArrayList<>();
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
            List<Line> lines = cart(request.getSession()).lines;
            if (lines.size() >= MOST_LINES) {
                fail(response, 409, "the cart is full");
                return;
            }
            String note = Objects.requireNonNullElse(request.getParameter("note"), "");
            lines.add(new Line(id, quantity, product.get().cents(), note));
            int total = lines.stream()
                    .mapToInt(line -> line.quantity() * line.cents())
                    .sum();
            send(response, 200, "{\"lines\":%d,\"cents\":%d}".formatted(lines.size(), total));
        } catch (SQLException e) {
            throw new ServletException(e);
        }
    }

    @Override
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) throws IOException {
        @Nullable HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        send(response, 200, "{\"lines\":0,\"cents\":0}");
    }

    private static Cart cart(HttpSession session) {
        @Nullable Cart cart = (Cart) session.getAttribute("cart");
        if (cart == null) {
            cart = new Cart();
            session.setAttribute("cart", cart);
        }
        return cart;
    }
}
