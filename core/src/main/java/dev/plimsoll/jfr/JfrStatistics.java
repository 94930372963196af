package dev.plimsoll.jfr;

import dev.plimsoll.Plimsoll;
import dev.plimsoll.Subscription;
import dev.plimsoll.internal.Jfr;

/**
 * Records the figures of every manager of a registry in Flight Recorder, as long as it is open. Thread-safe.
 *
 * <p>Managers of one type share the event {@code dev.plimsoll.<Type>Statistics}, by default every 10 s and once for each
 * manager; the period is set as for any event, such as {@code dev.plimsoll.MemoryStatistics#period=1s}. A figure with a
 * label is an event {@code dev.plimsoll.<Type><Figure>Statistics} of its own, once for each value of the label. What is
 * written is what the registry read last, so that the recorder's thread never waits for a manager.
 *
 * <p>Event types are made when somebody starts Flight Recorder, not before: until then this costs nothing. Where the
 * runtime has no {@code jdk.jfr} nothing happens at all.
 */
public final class JfrStatistics implements AutoCloseable {
    private final Subscription recording;

    private JfrStatistics(Subscription recording) {
        this.recording = recording;
    }

    /**
     * Shows a registry.
     *
     * @param plimsoll the registry to follow
     * @return the view
     */
    public static JfrStatistics open(Plimsoll plimsoll) {
        return new JfrStatistics(Jfr.AVAILABLE ? StatisticsRecorder.open(plimsoll) : () -> {});
    }

    /** Ends the recording of figures, and leaves nothing behind in Flight Recorder. Closing twice is harmless. */
    @Override
    public void close() {
        recording.close();
    }
}
