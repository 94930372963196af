package dev.plimsoll.cache;

import dev.plimsoll.stats.Histogram;
import dev.plimsoll.stats.Kind;
import dev.plimsoll.stats.Stat;
import dev.plimsoll.stats.Unit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a cache, Plimsoll's own or an adopted one. A cache that cannot tell a figure declares it as unavailable.
 *
 * @param entries entries held, among them such as expired within the last second or two
 * @param weight what the entries weigh together, of a cache that is bounded by weight
 * @param hits lookups that found a value
 * @param misses lookups that found none
 * @param evicted entries given up, by cause
 * @param loadFailures loaders that threw
 * @param callbackErrors times that a listener or weigher threw, or that a listener or loader hung
 * @param load time that it took to load a value
 */
public record CacheStats(
        @Stat(kind = Kind.GAUGE, help = "Entries held") @Nullable
        Long entries,

        @Stat(kind = Kind.GAUGE, help = "What the entries weigh together") @Nullable
        Long weight,

        @Stat(kind = Kind.COUNTER, help = "Lookups that found a value") @Nullable
        Long hits,

        @Stat(kind = Kind.COUNTER, help = "Lookups that found none") @Nullable
        Long misses,

        @Stat(kind = Kind.COUNTER, label = "cause", help = "Entries given up") @Nullable
        Map<EvictionCause, Long> evicted,

        @Stat(kind = Kind.COUNTER, help = "Loaders that threw") @Nullable
        Long loadFailures,

        @Stat(kind = Kind.COUNTER, help = "Times that a listener or weigher threw, or that a listener or loader hung")
        @Nullable
        Long callbackErrors,

        @Stat(kind = Kind.HISTOGRAM, unit = Unit.SECONDS, help = "Time that it took to load a value") @Nullable
        Histogram load) {}
