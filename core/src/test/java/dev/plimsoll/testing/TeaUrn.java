package dev.plimsoll.testing;

import dev.plimsoll.Cleanups;
import dev.plimsoll.Manager;
import dev.plimsoll.ManagerId;
import dev.plimsoll.Plimsoll;
import dev.plimsoll.Registration;
import dev.plimsoll.Settings;
import dev.plimsoll.Ticker;
import dev.plimsoll.stats.Histogram;
import dev.plimsoll.stats.HistogramRecorder;
import dev.plimsoll.stats.Kind;
import dev.plimsoll.stats.Stat;
import dev.plimsoll.stats.Unit;
import java.lang.invoke.MethodHandles;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A manager of a type that no view has heard of, with every sort of figure and setting. Its stats record is private, so
 * that only its own lookup reads it.
 */
public final class TeaUrn implements Manager {
    /** How it does. */
    public enum Mood {
        COLD,
        HOT
    }

    /** Where tea goes that is not drunk. */
    public enum Cause {
        OVERFLOW,
        BROKEN_CUP
    }

    private record TeaUrnStats(
            @Stat(kind = Kind.COUNTER, help = "Cups that were drawn")
            long cupsDrawn,

            @Stat(kind = Kind.GAUGE, unit = Unit.RATIO, help = "Part of the urn that is full")
            double fill,

            @Stat(kind = Kind.GAUGE, unit = Unit.SECONDS, help = "Age of the tea")
            double age,

            @Stat(kind = Kind.GAUGE, unit = Unit.BYTES, help = "Bytes of leaves") @Nullable
            Long leafBytes,

            @Stat(kind = Kind.GAUGE, unit = Unit.SECONDS, help = "Time since the last cup") @Nullable
            Double sinceLastCup,

            @Stat(kind = Kind.GAUGE, help = "Guests who wait, which this urn never knows") @Nullable
            Integer guests,

            @Stat(kind = Kind.STATE, help = "How the tea is")
            Mood mood,

            @Stat(kind = Kind.COUNTER, label = "cause", help = "Cups spilled")
            Map<Cause, Long> spilled,

            @Stat(kind = Kind.HISTOGRAM, unit = Unit.SECONDS, help = "Time to draw a cup")
            Histogram drawing,

            @Stat(kind = Kind.HISTOGRAM, unit = Unit.BYTES, help = "Bytes of sugar in a cup")
            Histogram sugar,

            @Stat(kind = Kind.HISTOGRAM, unit = Unit.SECONDS, help = "Time to descale") @Nullable
            Histogram descaling) {}

    public final HistogramRecorder drawing = new HistogramRecorder(Unit.SECONDS);
    public volatile @Nullable Long leafBytes = 2048L;
    public volatile boolean broken;

    private final ManagerId id;
    private final Settings settings;
    private final Cleanups cleanups;

    public TeaUrn(String name) {
        id = new ManagerId("TeaUrn", name);
        Settings.Builder builder = Settings.of(id);
        builder.integer("maximumCups", 10)
                .help("Most cups at once")
                .atLeast(1)
                .atMost(100)
                .add();
        builder.duration("steepingTime", Duration.ofSeconds(90))
                .help("How long the leaves stay in")
                .atLeast(Duration.ofMillis(100))
                .atMost(Duration.ofMinutes(10))
                .add();
        builder.number("strength", 0.5)
                .help("How strong it is")
                .unit(Unit.RATIO)
                .atLeast(0.0)
                .atMost(1.0)
                .add();
        builder.largeInteger("waterBytes", 1L << 33)
                .help("Bytes of water")
                .unit(Unit.BYTES)
                .atLeast(0L)
                .add();
        builder.toggle("lid", true).help("Whether the lid is on").add();
        settings = builder.build();
        cleanups = new Cleanups(id, Ticker.system(), run -> {
            run.removed(100);
            run.removed(20);
        });
    }

    /** Adds it with its own lookup. */
    public Registration addTo(Plimsoll plimsoll) {
        return plimsoll.add(this, MethodHandles.lookup());
    }

    @Override
    public ManagerId id() {
        return id;
    }

    @Override
    public Record stats() {
        if (broken) {
            throw new IllegalStateException("the urn is broken: secret-of-the-urn");
        }
        Map<Cause, Long> spilled = new TreeMap<>(Map.of(Cause.OVERFLOW, 3L, Cause.BROKEN_CUP, 0L));
        return new TeaUrnStats(
                42,
                0.25,
                1.5,
                leafBytes,
                null,
                null,
                Mood.HOT,
                spilled,
                drawing.snapshot(),
                Histogram.empty(Unit.BYTES),
                null);
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public Cleanups cleanups() {
        return cleanups;
    }

    @Override
    public Set<String> unavailableFigures() {
        return Set.of("guests");
    }
}
