package dev.plimsoll.memory;

import dev.plimsoll.Manager;
import dev.plimsoll.ManagerId;
import dev.plimsoll.Settings;
import dev.plimsoll.Subscription;
import dev.plimsoll.Ticker;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import org.jspecify.annotations.Nullable;

/**
 * Watches memory and says how short it is. Thread-safe.
 *
 * <p>Live heap is not known before the old generation was collected for the first time; until then there is no overall
 * utilization, since a lower one would mislead, and the level follows from the other signals.
 *
 * <p>Signals are taken at every tick; {@link #stats()} returns the last ones. Machine memory comes from {@code /proc} or
 * from OSHI ({@code oshi-core}, optional); without either its figures are absent.
 */
public final class MemoryManager implements Manager, AutoCloseable {
    private final ManagerId id;
    private final Settings settings;
    private final Marks marks;
    private final LiveHeap liveHeap = new LiveHeap();
    private final SystemMemory system;
    private final Subscription ticks;
    private volatile MemoryStats latest;

    private MemoryManager(Builder builder, SystemMemory system) {
        id = new ManagerId("Memory", builder.name);
        Settings.Builder declared = Settings.of(id);
        marks = new Marks(declared, builder.lowMark, builder.highMark, builder.criticalMark);
        settings = declared.build();
        this.system = system;
        latest = measure(PressureLevel.NORMAL);
        ticks = builder.ticker.everyTick(this::tick);
    }

    /**
     * Begins a memory manager.
     *
     * @return a builder with all defaults
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public ManagerId id() {
        return id;
    }

    @Override
    public MemoryStats stats() {
        return latest;
    }

    @Override
    public Settings settings() {
        return settings;
    }

    /** Stops watching. The last figures stay. Closing twice is harmless. */
    @Override
    public void close() {
        ticks.close();
        liveHeap.close();
    }

    private void tick() {
        latest = measure(latest.level());
    }

    private MemoryStats measure(PressureLevel before) {
        liveHeap.drain();
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        Long maximum = heap.getMax() < 0 ? null : heap.getMax();
        SystemMemory.Sample sample = system.sample();
        Double heapUtilization = ratio(liveHeap.live(), maximum);
        Double residentUtilization = ratio(sample.resident(), sample.machineTotal());
        Double worstKnown = worst(heapUtilization, residentUtilization);
        return new MemoryStats(
                worstKnown == null ? before : marks.next(before, worstKnown),
                // The heap's part may be the worst as long as it is not known.
                heapUtilization == null ? null : worstKnown,
                heapUtilization,
                residentUtilization,
                liveHeap.live(),
                heap.getUsed(),
                maximum,
                sample.resident(),
                sample.machineTotal(),
                sample.machineAvailable(),
                liveHeap.oldCollections());
    }

    private static @Nullable Double ratio(@Nullable Long used, @Nullable Long limit) {
        return used == null || limit == null || limit == 0 ? null : (double) used / limit;
    }

    private static @Nullable Double worst(@Nullable Double one, @Nullable Double other) {
        return one == null ? other : other == null ? one : Double.valueOf(Math.max(one, other));
    }

    /** Builds a memory manager. For one thread. */
    public static final class Builder {
        private String name = "jvm";
        private Ticker ticker = Ticker.system();
        private double lowMark = 0.70;
        private double highMark = 0.80;
        private double criticalMark = 0.95;

        private Builder() {}

        /**
         * Names the manager.
         *
         * @param value any text; {@code jvm} by default
         * @return this
         */
        public Builder name(String value) {
            name = value;
            return this;
        }

        /**
         * Gives the clock.
         *
         * @param value the clock; the system's by default
         * @return this
         */
        public Builder ticker(Ticker value) {
            ticker = value;
            return this;
        }

        /**
         * Sets the marks of utilization to begin with.
         *
         * @param low below it pressure ends; 0.70 by default
         * @param high above it pressure is elevated; 0.80 by default
         * @param critical above it pressure is critical; 0.95 by default
         * @return this
         */
        public Builder marks(double low, double high, double critical) {
            lowMark = low;
            highMark = high;
            criticalMark = critical;
            return this;
        }

        /**
         * Starts watching.
         *
         * @return the manager
         * @throws IllegalArgumentException if the marks are not ascending ratios between 0 and 1
         */
        public MemoryManager build() {
            return build(SystemMemory.ofThisMachine());
        }

        MemoryManager build(SystemMemory system) {
            return new MemoryManager(this, system);
        }
    }
}
