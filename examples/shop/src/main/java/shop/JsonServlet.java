package shop;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A route that answers in JSON, with numbers as parameters. */
abstract class JsonServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    static void send(HttpServletResponse response, int status, String json) throws IOException {
        byte[] body = (json + "\n").getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    static void fail(HttpServletResponse response, int status, String reason) throws IOException {
        send(response, status, "{\"error\":\"" + reason + "\"}");
    }

    /** Returns the parameter as a number from 1 to {@code most}, or null if it is missing or anything else. */
    static @Nullable Integer number(HttpServletRequest request, String parameter, int most) {
        return number(request.getParameter(parameter), most);
    }

    static @Nullable Integer number(@Nullable String text, int most) {
        if (text == null || !text.matches("[0-9]{1,9}")) {
            return null;
        }
        int number = Integer.parseInt(text);
        return number >= 1 && number <= most ? number : null;
    }

    static ServletException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new ServletException(e);
    }
}
