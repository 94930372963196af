package library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.management.Attribute;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrintShopTest {
    private static final MBeanServer JMX = ManagementFactory.getPlatformMBeanServer();

    @TempDir
    Path directory;

    @Test
    void thePoolIsInAllThreeViews() throws Exception {
        try (PrintShop shop = new PrintShop(0);
                Recording recording = new Recording()) {
            recording.enable("dev.plimsoll.PrintersStatistics").with("period", "100 ms");
            recording.start();
            shop.pool.take();
            ObjectName name = new ObjectName("dev.plimsoll:type=Printers,name=second floor");

            assertThat(JMX.getAttribute(name, "Busy")).isEqualTo(1L);
            await().untilAsserted(() ->
                    assertThat(scrape(shop)).contains("plimsoll_printers_busy{name=\"second floor\"} 1.0"));
            await().untilAsserted(() -> assertThat(recorded(recording)).contains(1L));
        }
    }

    @Test
    void itsLimitMovesWhileItRunsAndItIsCleaned() throws Exception {
        try (PrintShop shop = new PrintShop(0)) {
            ObjectName name = new ObjectName("dev.plimsoll:type=Printers,name=second floor");
            shop.pool.giveBack(shop.pool.take());

            JMX.setAttribute(name, new Attribute("MaximumBusy", 1));
            CompositeData result = (CompositeData) JMX.invoke(name, "cleanup", null, null);

            assertThat(shop.pool.limit()).isOne();
            assertThat(result.get("items")).isEqualTo(1L);
        }
    }

    @Test
    void theReadmeShowsThisCode() throws Exception {
        Path root = Path.of(System.getProperty("plimsoll.root"));
        String readme = Files.readString(root.resolve("README.md"));
        for (String file : List.of("Printers.java", "PrintShop.java")) {
            String code = Files.readString(root.resolve("examples/library/src/main/java/library/" + file));
            String shown = code.substring(code.indexOf("readme: begin\n") + 14, code.indexOf("// readme: end"));
            assertThat(readme).contains(shown.stripIndent().strip());
        }
    }

    private static String scrape(PrintShop shop) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(shop.prometheus.uri()).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private List<Object> recorded(Recording recording) throws Exception {
        Path file = Files.createTempFile(directory, "printers", ".jfr");
        recording.dump(file);
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals("dev.plimsoll.PrintersStatistics"))
                .map((RecordedEvent event) -> event.<Object>getValue("busy"))
                .toList();
    }
}
