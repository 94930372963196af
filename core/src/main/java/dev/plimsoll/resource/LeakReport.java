package dev.plimsoll.resource;

import dev.plimsoll.ManagerId;
import org.jspecify.annotations.Nullable;

/**
 * A resource that was not released as it should have been. Immutable.
 *
 * @param tracker who tracked it
 * @param usage what is known of it
 * @param allocationStack thread and stack that tracked it, null unless it belongs to the sampled part
 * @param reason in one sentence why it is reported
 */
public record LeakReport(
        ManagerId tracker, ResourceUsage usage, @Nullable String allocationStack, String reason) {}
