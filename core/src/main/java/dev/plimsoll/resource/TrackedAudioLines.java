package dev.plimsoll.resource;

import java.util.Map;
import javax.sound.sampled.Line;

/** Tracks lines of audio devices, of which a device has few. Needs the module {@code java.desktop}. */
public final class TrackedAudioLines {
    private TrackedAudioLines() {}

    /**
     * Tracks a line as type {@code audioLine}.
     *
     * @param tracker who tracks it
     * @param id what identifies it among those that are tracked, such as the name of the device
     * @param line the line
     * @param <L> type of the line
     * @return the line; closing it closes the line
     * @throws IllegalStateException if the id is live, or the tracker closed; the line is not closed then
     */
    public static <L extends Line> Tracked<L> line(ResourceTracker tracker, String id, L line) {
        return Tracked.of(
                tracker, id, "audioLine", 0, Map.of("line", line.getLineInfo().toString()), line);
    }
}
