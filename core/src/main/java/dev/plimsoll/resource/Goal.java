package dev.plimsoll.resource;

/** How far a cleanup has to go. For one thread. */
final class Goal {
    private final long targetResources;
    private final long targetBytes;
    private long resources;
    private long bytes;

    Goal(TrackerSettings settings, Counts now) {
        long wantedResources = settings.targetResources.get();
        long wantedBytes = settings.targetBytes.get();
        boolean none = wantedResources == 0 && wantedBytes == 0;
        targetResources = wantedResources > 0 || none ? wantedResources : Long.MAX_VALUE;
        targetBytes = wantedBytes > 0 ? wantedBytes : Long.MAX_VALUE;
        resources = now.live();
        bytes = now.bytes();
    }

    /** Tells whether a target is not met. A target of 0 asks for nothing beside one that is given. */
    boolean open() {
        return resources > targetResources || bytes > targetBytes;
    }

    void removed(long sizeBytes) {
        resources--;
        bytes -= sizeBytes;
    }
}
