package dev.plimsoll.session.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.CleanupCause;
import dev.plimsoll.ManualTicker;
import dev.plimsoll.session.EndCause;
import dev.plimsoll.session.SessionManager;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real Tomcat. */
class HttpSessionsTest {
    private static final Logger TOMCAT = Logger.getLogger("org.apache");

    private final ManualTicker ticker = new ManualTicker();
    private final SessionManager sessions =
            SessionManager.builder("web").ticker(ticker).maximumSessions(2).build();
    private final Tomcat tomcat = new Tomcat();

    @TempDir
    private Path directory;

    @BeforeEach
    void start() throws LifecycleException {
        TOMCAT.setLevel(Level.OFF);
        tomcat.setBaseDir(directory.toString());
        tomcat.getConnector().setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", directory.toString());
        HttpSessions listener = new HttpSessions(sessions);
        context.addServletContainerInitializer(
                (classes, servlets) -> {
                    servlets.addListener(listener);
                    servlets.addServlet("app", new App()).addMapping("/*");
                },
                null);
        tomcat.start();
    }

    @AfterEach
    void stop() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
        sessions.close();
        TOMCAT.setLevel(null);
    }

    @Test
    void sessionsAreMirroredRenamedAtLoginAndEnded() throws Exception {
        HttpClient browser = browser();
        String first = get(browser, "/open");
        assertThat(sessions.find(first)).isPresent();

        String second = get(browser, "/login");
        assertThat(second).isNotEqualTo(first);
        assertThat(sessions.find(first)).isEmpty();
        assertThat(sessions.find(second)).isPresent();

        get(browser, "/logout");
        assertThat(sessions.find(second)).isEmpty();
        assertThat(sessions.stats().created()).isEqualTo(1);
        assertThat(sessions.stats().ended()).containsEntry(EndCause.ENDED, 1L);
    }

    @Test
    void eachRequestTouchesAndWhatExpiresIsInvalidated() throws Exception {
        HttpClient browser = browser();
        String id = get(browser, "/open");
        ticker.advance(Duration.ofMinutes(50));
        assertThat(get(browser, "/open")).isEqualTo(id);
        ticker.advance(Duration.ofMinutes(50));
        sessions.cleanups().run(CleanupCause.OPERATOR);
        assertThat(sessions.find(id)).isPresent();

        ticker.advance(Duration.ofMinutes(11));

        await().untilAsserted(() -> assertThat(get(browser, "/peek")).isEqualTo("none"));
        assertThat(sessions.stats().ended()).containsEntry(EndCause.EXPIRED, 1L);
    }

    @Test
    void beyondTheLimitASessionIsRefused() throws Exception {
        get(browser(), "/open");
        get(browser(), "/open");

        assertThat(get(browser(), "/open")).isEqualTo("refused");

        assertThat(sessions.stats().activeSessions()).isEqualTo(2);
    }

    private static HttpClient browser() {
        return HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    }

    private String get(HttpClient browser, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + path);
        HttpRequest request = HttpRequest.newBuilder(uri).build();
        return browser.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private static final class App extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print(answer(request));
        }

        private static String answer(HttpServletRequest request) {
            HttpSession there = request.getSession(false);
            switch (request.getRequestURI()) {
                case "/login":
                    return request.changeSessionId();
                case "/logout":
                    there.invalidate();
                    return "bye";
                case "/peek":
                    return there == null ? "none" : there.getId();
                default:
                    try {
                        HttpSession session = request.getSession();
                        session.setAttribute("user", "ann");
                        return session.getId();
                    } catch (IllegalStateException e) {
                        return "refused";
                    }
            }
        }
    }
}
