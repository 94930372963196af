package dev.plimsoll.resource;

import dev.plimsoll.ManualTicker;
import dev.plimsoll.contract.UserCode;
import dev.plimsoll.contract.UserCodeContractTest;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

class ResourceTrackerContractTest extends UserCodeContractTest<ResourceTracker> {
    @Override
    protected ResourceTracker create(ManualTicker clock) {
        return ResourceTracker.builder("contract").ticker(clock).build();
    }

    @Override
    protected void add(ResourceTracker into, String key, UserCode onRemoval) {
        into.track(key, "thing", 1, Map.of(), onRemoval::run);
    }

    @Override
    protected boolean holds(ResourceTracker in, String key) {
        return in.find(key).isPresent();
    }

    @Override
    protected Duration dueAfter() {
        return Duration.ofMinutes(5);
    }

    @Override
    protected Set<String> events() {
        return Set.of("dev.plimsoll.ResourceAllocated", "dev.plimsoll.ResourceEvicted");
    }
}
