package dev.plimsoll.resource;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What is known of a tracked resource at one moment. Immutable.
 *
 * @param id what identifies it
 * @param type what it is, such as {@code file}
 * @param sizeBytes its size in bytes, 0 if unknown
 * @param allocatedAt when the tracking began by the wall clock: a label, computed from {@code age}
 * @param lastUsedAt when it was last touched by the wall clock: a label, computed from {@code idle}
 * @param age how long it has been tracked
 * @param idle how long ago it was touched, resized or tracked
 * @param metadata what its user wrote beside it
 */
public record ResourceUsage(
        String id,
        String type,
        long sizeBytes,
        Instant allocatedAt,
        Instant lastUsedAt,
        Duration age,
        Duration idle,
        Map<String, String> metadata) {}
