package dev.plimsoll.work;

import dev.plimsoll.ManagerId;
import dev.plimsoll.Setting;
import dev.plimsoll.Settings;
import java.time.Duration;

/** The limits of one queue that may be changed while running. */
final class QueueSettings {
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(365);

    final Settings all;
    final Setting<Integer> capacity;
    final Setting<Duration> agingBound;
    final Setting<Duration> lease;
    final Setting<Integer> maximumAttempts;
    final Setting<Integer> maximumDeadLetters;
    final Setting<Integer> archiveBatch;
    final Setting<Duration> archiveWait;

    QueueSettings(ManagerId id, WorkOrderQueueBuilder<?> builder) {
        Settings.Builder declared = Settings.of(id);
        capacity = declared.integer("capacity", builder.capacity)
                .help("Orders that the queue holds at most, counting all that are not yet in the archive")
                .atLeast(1)
                .atMost(100_000_000)
                .add();
        agingBound = declared.duration("agingBound", builder.agingBound)
                .help("Age from which an order goes before those of a higher priority")
                .atLeast(Duration.ZERO)
                .atMost(LONGEST)
                .add();
        lease = declared.duration("lease", builder.lease)
                .help("Time within which an order that was taken must be finished or renewed, else it comes back")
                .atLeast(SHORTEST)
                .atMost(LONGEST)
                .add();
        maximumAttempts = declared.integer("maximumAttempts", builder.maximumAttempts)
                .help("Times that an order is taken until it is a dead letter")
                .atLeast(1)
                .add();
        maximumDeadLetters = declared.integer("maximumDeadLetters", builder.maximumDeadLetters)
                .help("Dead letters that are kept for a requeue; the oldest beyond go to the archive")
                .atLeast(0)
                .add();
        archiveBatch = declared.integer("archiveBatch", builder.archiveBatch)
                .help(
                        "Finished orders that are given to the archive at once, at most; so many are not kept for the next tick")
                .atLeast(1)
                .atMost(100_000)
                .add();
        archiveWait = declared.duration("archiveWait", builder.archiveWait)
                .help("Time that an offer without room, or a cleanup, waits for the archive at most")
                .atLeast(Duration.ZERO)
                .atMost(Duration.ofMinutes(1))
                .add();
        all = declared.build();
    }
}
