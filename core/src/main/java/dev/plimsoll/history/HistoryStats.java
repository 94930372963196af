package dev.plimsoll.history;

import dev.plimsoll.stats.Histogram;
import dev.plimsoll.stats.Kind;
import dev.plimsoll.stats.Stat;
import dev.plimsoll.stats.Unit;

/**
 * The figures of a collector.
 *
 * @param samples samples taken
 * @param absentReadings times that a manager gave no figures to a sample: it threw, or took too long
 * @param collectionFailures samples that could not be taken at all
 * @param series lines of the history
 * @param droppedSeries lines for which there was no room at the last sample
 * @param bytes memory that the history takes
 * @param thinning of older samples every how many-th is kept; 1 for all
 * @param collection time that it took to collect a sample
 */
public record HistoryStats(
        @Stat(kind = Kind.COUNTER, help = "Samples taken") long samples,

        @Stat(kind = Kind.COUNTER, help = "Times that a manager gave no figures to a sample: it threw or took too long")
        long absentReadings,

        @Stat(kind = Kind.COUNTER, help = "Samples that could not be taken at all")
        long collectionFailures,

        @Stat(kind = Kind.GAUGE, help = "Lines of the history")
        int series,

        @Stat(kind = Kind.GAUGE, help = "Lines for which there was no room at the last sample")
        int droppedSeries,

        @Stat(kind = Kind.GAUGE, unit = Unit.BYTES, help = "Memory that the history takes")
        long bytes,

        @Stat(kind = Kind.GAUGE, help = "Of older samples every how many-th is kept, 1 for all")
        int thinning,

        @Stat(kind = Kind.HISTOGRAM, unit = Unit.SECONDS, help = "Time that it took to collect a sample")
        Histogram collection) {}
