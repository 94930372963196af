package servicedesk.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Traffic in the JVM of a test. */
public final class TrafficRun {

    private TrafficRun() {}

    /**
     * Runs it.
     *
     * @param desk where the service desk listens
     * @param duration how long to begin something new
     * @param silence how long one that falls silent keeps its socket
     * @return what was counted
     * @throws InterruptedException never
     */
    public static Map<String, Long> run(URI desk, Duration duration, Duration silence) throws InterruptedException {
        Traffic traffic = new Traffic(desk, 1876, silence);
        traffic.run(duration, () -> {});
        assertThat(traffic.ledger().problems()).isEmpty();
        return traffic.ledger().counts();
    }
}
