package dev.plimsoll.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.CleanupCause;
import dev.plimsoll.ManualTicker;
import dev.plimsoll.Plimsoll;
import dev.plimsoll.Registration;
import dev.plimsoll.Subscription;
import dev.plimsoll.Ticker;
import dev.plimsoll.testing.TeaUrn;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import jdk.jfr.EventType;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import jdk.jfr.consumer.RecordingStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmc.common.item.IAccessorKey;
import org.openjdk.jmc.common.item.IItem;
import org.openjdk.jmc.common.item.IItemIterable;
import org.openjdk.jmc.common.item.IType;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;

class JfrStatisticsTest {
    private static final String PLAIN = "dev.plimsoll.TeaUrnStatistics";
    private static final String SPILLED = "dev.plimsoll.TeaUrnSpilledStatistics";

    @TempDir
    private Path directory;

    private final ManualTicker ticker = new ManualTicker();
    private final Plimsoll plimsoll = Plimsoll.create(ticker);
    private final TeaUrn urn = new TeaUrn("main");
    private Registration registration;
    private JfrStatistics view;

    @BeforeEach
    void open() {
        urn.drawing.record(500_000_000);
        registration = urn.addTo(plimsoll);
        awaitReading();
        view = JfrStatistics.open(plimsoll);
    }

    @AfterEach
    void close() {
        view.close();
        plimsoll.close();
    }

    @Test
    void showsEachSortOfFigure() throws IOException {
        RecordedEvent event = first(record(PLAIN), PLAIN);

        assertThat(event.getString("name")).isEqualTo("main");
        assertThat(event.getLong("cupsDrawn")).isEqualTo(42);
        assertThat(event.getDouble("fillRatio")).isEqualTo(0.25);
        assertThat(event.getDuration("age")).isEqualTo(Duration.ofMillis(1500));
        assertThat(event.getDouble("leafBytes")).isEqualTo(2048);
        assertThat(event.getString("mood")).isEqualTo("HOT");
        assertThat(event.getLong("drawingCount")).isEqualTo(1);
        assertThat(event.getDuration("drawingSum")).isEqualTo(Duration.ofMillis(500));
        assertThat(event.getDouble("drawingMaxSeconds")).isEqualTo(0.5);
        assertThat(event.getDouble("drawingP99Seconds")).isBetween(0.45, 0.5);
        assertThat(event.getDouble("maximumCups")).isEqualTo(10);
        assertThat(event.getDouble("steepingTimeSeconds")).isEqualTo(90);
    }

    @Test
    void whatIsNotKnownIsNotANumber() throws IOException {
        RecordedEvent event = first(record(PLAIN), PLAIN);

        assertThat(event.getDouble("sinceLastCupSeconds")).isNaN();
        assertThat(event.getDouble("guests")).isNaN();
        assertThat(event.getDouble("descalingCount")).isNaN();
        assertThat(event.getDouble("descalingSumSeconds")).isNaN();
        assertThat(event.getLong("sugarCount")).isZero();
        assertThat(event.getDouble("sugarP50Bytes")).isNaN();
    }

    @Test
    void describesTheEvent() throws IOException {
        EventType type = first(record(PLAIN), PLAIN).getEventType();

        assertThat(type.getLabel()).isEqualTo("Tea Urn Statistics");
        assertThat(type.getCategoryNames()).containsExactly("Plimsoll", "Tea Urn");
        assertThat(type.getField("cupsDrawn").getLabel()).isEqualTo("Cups Drawn");
        assertThat(type.getField("cupsDrawn").getDescription()).isEqualTo("Cups that were drawn.");
        assertThat(type.getField("leafBytes").getContentType()).isEqualTo("jdk.jfr.DataAmount");
        assertThat(type.getField("fillRatio").getContentType()).isEqualTo("jdk.jfr.Percentage");
    }

    @Test
    void aLabelledFigureHasARowForEachLabel() throws IOException {
        Map<String, Long> spilled = new TreeMap<>();
        read(record(SPILLED)).stream()
                .filter(event -> event.getEventType().getName().equals(SPILLED))
                .forEach(event -> spilled.put(event.getString("cause"), event.getLong("value")));

        assertThat(spilled).containsExactly(Map.entry("BROKEN_CUP", 0L), Map.entry("OVERFLOW", 3L));
    }

    @Test
    void missionControlReadsTheSame() throws Exception {
        Path file = record(PLAIN);
        IItemIterable events = null;
        for (IItemIterable each : JfrLoaderToolkit.loadEvents(file.toFile())) {
            events = each.getType().getIdentifier().equals(PLAIN) ? each : events;
        }
        assertThat(events).isNotNull();
        IType<IItem> type = events.getType();
        Map<String, Object> values = new TreeMap<>();
        for (IAccessorKey<?> key : type.getAccessorKeys().keySet()) {
            values.put(
                    key.getIdentifier(),
                    type.getAccessor(key).getMember(events.iterator().next()));
        }

        assertThat(values).containsEntry("name", "main").containsEntry("mood", "HOT");
        assertThat(number(values, "cupsDrawn")).isEqualTo(42);
        assertThat(number(values, "sinceLastCupSeconds")).isNaN();
        assertThat(((IQuantity) values.get("leafBytes")).getType().getIdentifier())
                .isEqualTo("memory");
        assertThat(((IQuantity) values.get("drawingSum")).getType().getIdentifier())
                .isEqualTo("timespan");
        assertThat(((IQuantity) values.get("fillRatio")).getType().getIdentifier())
                .isEqualTo("percentage");
    }

    private static double number(Map<String, Object> values, String field) {
        return values.get(field) instanceof IQuantity quantity
                ? quantity.doubleValue()
                : ((Number) values.get(field)).doubleValue();
    }

    @Test
    void namesSurvive() throws IOException {
        List<String> names =
                List.of("a,b", "a:b", "a=b", "say \"tea\"", "a*", "two\nlines", " edge ", "a\\b", "ü 茶", "");
        names.forEach(name -> new TeaUrn(name).addTo(plimsoll));
        awaitReading();

        assertThat(read(record(PLAIN)))
                .filteredOn(event -> event.getEventType().getName().equals(PLAIN))
                .extracting(event -> event.getString("name"))
                .contains("main")
                .containsAll(names);
    }

    @Test
    void settingsAndCleanupsAreSeenToo() throws IOException {
        Path file = directory.resolve("changes.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("dev.plimsoll.Cleanup");
            recording.enable("dev.plimsoll.SettingChanged");
            recording.start();
            urn.settings().find("maximumCups").orElseThrow().setOpenValue(20, "the test");
            urn.cleanups().run(CleanupCause.OPERATOR);
            recording.dump(file);
        }

        assertThat(first(file, "dev.plimsoll.SettingChanged").getString("newValue"))
                .isEqualTo("20");
        assertThat(first(file, "dev.plimsoll.Cleanup").getLong("items")).isEqualTo(2);
    }

    @Test
    void aManagerThatFailsIsLeftOut() throws IOException {
        new TeaUrn("other").addTo(plimsoll);
        urn.broken = true;
        ticker.tick();
        Awaitility.await().until(registration::failing);
        Awaitility.await().until(() -> plimsoll.registrations().get(2).latest() != null);

        assertThat(read(record(PLAIN)))
                .filteredOn(event -> event.getEventType().getName().equals(PLAIN))
                .extracting(event -> event.getString("name"))
                .isNotEmpty()
                .containsOnly("other");
    }

    @Test
    void anErrorAtOneManagerCostsTheNextOneNothing() throws IOException {
        try (Plimsoll other = Plimsoll.create(new FailingTicker());
                JfrStatistics failingView = JfrStatistics.open(other)) {
            new TeaUrn("first").addTo(other);
            new TeaUrn("second").addTo(other);
            Awaitility.await().until(() -> other.registrations().stream().allMatch(each -> each.latest() != null));

            assertThat(read(record(PLAIN)))
                    .filteredOn(event -> event.getEventType().getName().equals(PLAIN))
                    .extracting(event -> event.getString("name"))
                    .contains("second")
                    .doesNotContain("first");
        }
    }

    /** Stands still, and on Flight Recorder's thread throws at every other call, beginning with the first. */
    private static final class FailingTicker implements Ticker {
        private final AtomicLong calls = new AtomicLong();

        @Override
        public long nanos() {
            if (Thread.currentThread().getName().startsWith("JFR") && calls.getAndIncrement() % 2 == 0) {
                throw new AssertionError("of the clock");
            }
            return 0;
        }

        @Override
        public Subscription everyTick(Runnable task) {
            return () -> {};
        }
    }

    @Test
    void oneEventTypeForAllInstancesAndViews() {
        Registration other = new TeaUrn("other").addTo(plimsoll);

        List<EventShape> shapes = new ArrayList<>();
        ManagerRows.of(registration).forEach(rows -> shapes.add(rows.shape()));
        List<EventShape> again = new ArrayList<>();
        ManagerRows.of(other).forEach(rows -> again.add(rows.shape()));

        assertThat(again).isEqualTo(shapes);
        assertThat(EventTypes.of(again.get(0))).isSameAs(EventTypes.of(shapes.get(0)));
    }

    @Test
    void nothingIsWrittenOnceItIsClosed() throws Exception {
        AtomicLong written = new AtomicLong();
        AtomicLong flushes = new AtomicLong();
        try (RecordingStream stream = new RecordingStream()) {
            stream.enable(PLAIN).withPeriod(Duration.ofMillis(20));
            stream.onEvent(PLAIN, event -> written.incrementAndGet());
            stream.onFlush(flushes::incrementAndGet);
            stream.startAsync();
            Awaitility.await().until(() -> written.get() > 0);

            view.close();

            long flushed = flushes.get();
            Awaitility.await().until(() -> flushes.get() > flushed + 1);
            long before = written.get();
            Awaitility.await().until(() -> flushes.get() > flushed + 3);
            assertThat(written.get()).isEqualTo(before);
        }
    }

    /** Records until the events that were asked for are there. */
    private Path record(String event) throws IOException {
        Path file = directory.resolve("statistics.jfr");
        AtomicLong seen = new AtomicLong();
        try (RecordingStream live = new RecordingStream();
                Recording recording = new Recording()) {
            live.enable(event).withPeriod(Duration.ofMillis(50));
            live.onEvent(event, each -> seen.incrementAndGet());
            recording.enable(event).withPeriod(Duration.ofMillis(50));
            recording.start();
            live.startAsync();
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> seen.get() >= 24);
            recording.stop();
            recording.dump(file);
        }
        return file;
    }

    private void awaitReading() {
        Awaitility.await().until(() -> plimsoll.registrations().stream().allMatch(each -> each.latest() != null));
    }

    private static List<RecordedEvent> read(Path file) throws IOException {
        return RecordingFile.readAllEvents(file);
    }

    private static RecordedEvent first(Path file, String name) throws IOException {
        return read(file).stream()
                .filter(event -> event.getEventType().getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + file));
    }
}
