package dev.plimsoll.resource;

import dev.plimsoll.ManagerId;
import dev.plimsoll.Setting;
import dev.plimsoll.Settings;
import dev.plimsoll.stats.Unit;
import java.time.Duration;

/** The settings of a tracker. */
final class TrackerSettings {
    final Settings all;
    final Setting<Duration> idleTimeout;
    final Setting<Long> targetResources;
    final Setting<Long> targetBytes;
    final Setting<Duration> suspectAge;
    final Setting<Double> stackSampleRatio;
    final Setting<Boolean> closeLeaked;

    TrackerSettings(ManagerId manager, ResourceTrackerBuilder builder) {
        Settings.Builder settings = Settings.of(manager);
        idleTimeout = settings.duration("idleTimeout", builder.idleTimeout)
                .help("How long a resource may go unused until a cleanup closes it")
                .atLeast(Duration.ofSeconds(1))
                .atMost(Duration.ofDays(365))
                .add();
        targetResources = settings.largeInteger("targetResources", builder.targetResources)
                .help("Resources that a cleanup may leave although they are idle; with 0 all that are idle go")
                .atLeast(0L)
                .add();
        targetBytes = settings.largeInteger("targetBytes", builder.targetBytes)
                .unit(Unit.BYTES)
                .help("Bytes that a cleanup may leave although resources are idle; with 0 all that are idle go")
                .atLeast(0L)
                .add();
        suspectAge = settings.duration("suspectAge", builder.suspectAge)
                .help("Age at which a resource that is known by its id only becomes a suspect")
                .atLeast(Duration.ofSeconds(1))
                .atMost(Duration.ofDays(365))
                .add();
        stackSampleRatio = settings.number("stackSampleRatio", builder.stackSampleRatio)
                .unit(Unit.RATIO)
                .help("Part of the resources whose allocation stack is kept for a leak report")
                .atLeast(0.0)
                .atMost(1.0)
                .add();
        closeLeaked = settings.toggle("closeLeaked", builder.closeLeaked)
                .help("Whether a leaked resource is closed at once rather than when it is idle")
                .add();
        all = settings.build();
    }
}
