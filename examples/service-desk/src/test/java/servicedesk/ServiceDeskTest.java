package servicedesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.CleanupCause;
import dev.plimsoll.session.EndCause;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServiceDeskTest {

    private static final Duration PING = Duration.ofMillis(20);
    private static final Duration SILENCE = Duration.ofMillis(1_500);

    private final HttpClient client = HttpClient.newHttpClient();
    private ServiceDesk desk;

    @BeforeEach
    void open() throws Exception {
        desk = ServiceDesk.open(new Arguments(0, 0, PING, SILENCE));
    }

    @AfterEach
    void close() {
        desk.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("service-desk-dispatcher"));
    }

    @Test
    void handsOutAnOrderAndTakesItsCompletion() throws Exception {
        Caller anna = call("anna");
        assertThat(order("one")).isEqualTo(201);
        anna.say("ready");

        assertThat(anna.hear()).isEqualTo("order one see to the door");
        assertThat(desk.managers.sockets.stats().activeConnections()).isOne();
        assertThat(desk.managers.orders.stats().inProgressOrders()).isOne();
        anna.say("done one");

        assertThat(anna.hear()).isEqualTo("ok one");
        assertThat(desk.managers.orders.stats().completed()).isOne();
        assertThat(desk.managers.sockets.stats().idleConnections()).isOne();
        anna.hangUp();
        awaitNothingHeld();
        assertThat(ended(EndCause.ENDED)).isOne();
    }

    @Test
    void givesTheOrderOfOneWhoVanishedToAnother() throws Exception {
        Caller anna = call("anna");
        order("one");
        anna.say("ready");
        assertThat(anna.hear()).startsWith("order one");
        Caller ben = call("ben");
        ben.say("ready");

        anna.breakOff();

        assertThat(ben.hear()).startsWith("order one");
        ben.say("done one");
        assertThat(ben.hear()).isEqualTo("ok one");
        ben.hangUp();
        awaitNothingHeld();
        assertThat(ended(EndCause.DISCONNECTED)).isOne();
    }

    @Test
    void findsOneWhoDoesNotAnswerPings() throws Exception {
        Caller anna = call("anna");
        order("one");
        anna.say("ready");
        anna.hear();

        anna.fallSilent();

        awaitNothingHeld();
        assertThat(ended(EndCause.DISCONNECTED)).isOne();
        assertThat(desk.managers.orders.stats().waitingOrders()).isOne();
    }

    @Test
    void keepsOneWhoAnswersPingsAndDoesNothingElse() throws Exception {
        Caller anna = call("anna");
        long start = System.nanoTime();

        await().atMost(Duration.ofSeconds(10))
                .until(() -> System.nanoTime() - start > SILENCE.multipliedBy(2).toNanos());

        assertThat(desk.managers.sessions.stats().activeSessions()).isOne();
        anna.hangUp();
        awaitNothingHeld();
    }

    @Test
    void refusesASecondSocketAndLetsHimBackAfterTheFirst() throws Exception {
        Caller first = call("anna");

        assertThat(new Caller(client, socket("anna")).hear()).isEqualTo(Caller.CLOSED);

        first.hangUp();
        awaitNothingHeld();
        call("anna").hangUp();
        awaitNothingHeld();
        assertThat(desk.managers.sessions.stats().created()).isEqualTo(2);
    }

    @Test
    void whatAnOperatorEndsEndsTheSocket() throws Exception {
        Caller anna = call("anna");
        Caller ben = call("ben");

        desk.managers.sessions.endIdle(Duration.ZERO, 1, CleanupCause.OPERATOR);
        await().until(() -> Objects.requireNonNull(desk.managers.sockets.stats().totalConnections()) == 1);
        desk.managers.sockets.drain();

        assertThat(List.of(anna.hear(), ben.hear())).containsOnly(Caller.CLOSED);
        awaitNothingHeld();
        assertThat(ended(EndCause.OPERATOR)).isEqualTo(2);
    }

    @Test
    void closingEndsEverything() throws Exception {
        Caller anna = call("anna");
        order("one");
        anna.say("ready");
        anna.hear();

        desk.close();

        assertThat(anna.hear()).isEqualTo(Caller.CLOSED);
        assertThat(desk.managers.tracker.stats().liveResources()).containsEntry("webSocket", 0L);
        assertThat(ended(EndCause.SHUTDOWN)).isOne();
    }

    private Caller call(String technician) throws InterruptedException {
        Caller caller = new Caller(client, socket(technician));
        assertThat(caller.hear()).isEqualTo("welcome");
        return caller;
    }

    private URI socket(String technician) {
        return URI.create("ws" + desk.address().toString().substring("http".length()) + "/desk/" + technician);
    }

    private int order(String id) throws IOException, InterruptedException {
        URI uri = desk.address().resolve("/orders?priority=1&kind=door&id=" + id);
        HttpRequest request =
                HttpRequest.newBuilder(uri).POST(BodyPublishers.noBody()).build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    private long ended(EndCause cause) {
        return Objects.requireNonNull(desk.managers.sessions.stats().ended()).get(cause);
    }

    private void awaitNothingHeld() {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(desk.managers.sockets.stats().totalConnections()).isZero();
            assertThat(desk.managers.sockets.stats().activeConnections()).isZero();
            assertThat(desk.managers.sessions.stats().activeSessions()).isZero();
            assertThat(desk.managers.tracker.stats().liveResources()).containsEntry("webSocket", 0L);
            assertThat(desk.managers.orders.stats().inProgressOrders()).isZero();
            assertThat(desk.sockets()).isZero();
        });
    }
}
