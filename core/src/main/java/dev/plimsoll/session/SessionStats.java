package dev.plimsoll.session;

import dev.plimsoll.stats.Histogram;
import dev.plimsoll.stats.Kind;
import dev.plimsoll.stats.Stat;
import dev.plimsoll.stats.Unit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures of sessions, Plimsoll's own or those of an adopted store. An adopted store that cannot tell a figure declares
 * it as unavailable.
 *
 * @param activeSessions sessions that are live
 * @param created sessions that began
 * @param ended sessions that ended, by cause
 * @param rejected sessions that were refused, by reason
 * @param renamed changes of a session's id
 * @param callbackErrors times that a listener threw or hung, or was not told because its queue was full
 * @param lifetime how long sessions that ended had lived
 */
public record SessionStats(
        @Stat(kind = Kind.GAUGE, help = "Sessions that are live") @Nullable
        Long activeSessions,

        @Stat(kind = Kind.COUNTER, help = "Sessions that began") @Nullable
        Long created,

        @Stat(kind = Kind.COUNTER, label = "cause", help = "Sessions that ended") @Nullable
        Map<EndCause, Long> ended,

        @Stat(kind = Kind.COUNTER, label = "reason", help = "Sessions that were refused") @Nullable
        Map<Rejection, Long> rejected,

        @Stat(kind = Kind.COUNTER, help = "Changes of a session's id") @Nullable
        Long renamed,

        @Stat(
                kind = Kind.COUNTER,
                help = "Times that a listener threw or hung, or was not told because its queue was full")
        @Nullable
        Long callbackErrors,

        @Stat(kind = Kind.HISTOGRAM, unit = Unit.SECONDS, help = "How long sessions that ended had lived") @Nullable
        Histogram lifetime) {}
