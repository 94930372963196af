package dev.plimsoll.work;

import dev.plimsoll.stats.Histogram;
import dev.plimsoll.stats.Kind;
import dev.plimsoll.stats.Stat;
import dev.plimsoll.stats.Unit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a work-order queue. Read one after the other while the queue goes on, so an order that moves may be
 * counted in neither of two places.
 *
 * @param totalOrders all live orders: those that count against the capacity
 * @param waitingOrders orders that wait to be taken
 * @param inProgressOrders orders that are held by somebody
 * @param finishedOrders orders that wait for the archive
 * @param deadLetters orders that were tried as often as allowed
 * @param oldestWaiting age of the oldest waiting order in seconds, absent when none waits
 * @param waitingThreads threads that wait for an order
 * @param offered orders that were accepted
 * @param refused orders that were refused, by reason
 * @param taken times that an order was handed out
 * @param completed orders that were completed
 * @param failed attempts that failed, by their holder or by the end of the lease
 * @param leasesEnded attempts whose lease ended
 * @param deadLettered orders that became dead letters
 * @param requeued dead letters that were given another chance
 * @param archived orders that the archive has, by outcome
 * @param archiveFailures calls to the archive after which it had not all that it was given
 * @param hungArchiveCalls calls to the archive that do not come back
 * @param callbackErrors times that the archive threw or hung
 * @param waitTime time that orders waited to be taken
 * @param processingTime time that orders were held until they were completed
 * @param archivingTime time that calls to the archive took
 */
public record QueueStats(
        @Stat(kind = Kind.GAUGE, help = "Live orders, which count against the capacity")
        long totalOrders,

        @Stat(kind = Kind.GAUGE, help = "Orders that wait to be taken")
        long waitingOrders,

        @Stat(kind = Kind.GAUGE, help = "Orders that are held by somebody")
        long inProgressOrders,

        @Stat(kind = Kind.GAUGE, help = "Finished orders that wait for the archive")
        long finishedOrders,

        @Stat(kind = Kind.GAUGE, help = "Orders that were tried as often as allowed and can be requeued")
        long deadLetters,

        @Stat(kind = Kind.GAUGE, unit = Unit.SECONDS, help = "Age of the oldest waiting order") @Nullable
        Double oldestWaiting,

        @Stat(kind = Kind.GAUGE, help = "Threads that wait for an order")
        long waitingThreads,

        @Stat(kind = Kind.COUNTER, help = "Orders that were accepted")
        long offered,

        @Stat(kind = Kind.COUNTER, label = "reason", help = "Orders that were refused")
        Map<OfferResult, Long> refused,

        @Stat(kind = Kind.COUNTER, help = "Times that an order was handed out")
        long taken,

        @Stat(kind = Kind.COUNTER, help = "Orders that were completed")
        long completed,

        @Stat(kind = Kind.COUNTER, help = "Attempts that failed, by their holder or by the end of the lease")
        long failed,

        @Stat(kind = Kind.COUNTER, help = "Attempts whose lease ended")
        long leasesEnded,

        @Stat(kind = Kind.COUNTER, help = "Orders that became dead letters")
        long deadLettered,

        @Stat(kind = Kind.COUNTER, help = "Dead letters that were given another chance")
        long requeued,

        @Stat(kind = Kind.COUNTER, label = "outcome", help = "Orders that the archive has taken")
        Map<FinishedOrder.Outcome, Long> archived,

        @Stat(kind = Kind.COUNTER, help = "Calls to the archive after which it had not all that it was given")
        long archiveFailures,

        @Stat(kind = Kind.GAUGE, help = "Calls to the archive that do not come back")
        long hungArchiveCalls,

        @Stat(kind = Kind.COUNTER, help = "Times that the archive threw or hung")
        long callbackErrors,

        @Stat(kind = Kind.HISTOGRAM, unit = Unit.SECONDS, help = "Time that orders waited to be taken")
        Histogram waitTime,

        @Stat(kind = Kind.HISTOGRAM, unit = Unit.SECONDS, help = "Time that orders were held until completed")
        Histogram processingTime,

        @Stat(kind = Kind.HISTOGRAM, unit = Unit.SECONDS, help = "Time that calls to the archive took")
        Histogram archivingTime) {}
