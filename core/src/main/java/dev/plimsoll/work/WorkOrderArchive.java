package dev.plimsoll.work;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Keeps finished orders. A queue forgets an order only after its archive said that it has it.
 *
 * <p>A queue calls its archive on threads of its own, never on one that offers or takes, and outside all locks; usually
 * one call at a time, more when one does not come back: so an implementation is thread-safe. It may throw anything; the
 * same orders then come again later, and also after a restart, so it is idempotent: an order that it has is stored once.
 *
 * @param <T> type of the orders' data
 */
public interface WorkOrderArchive<T> {
    /**
     * Stores orders.
     *
     * @param orders finished orders, oldest first, each id once
     * @return the ids of those that the archive has now, as safe as it promises to keep them; what is missing here comes
     *     again
     * @throws Exception if it has none of them
     */
    Collection<String> store(List<FinishedOrder<T>> orders) throws Exception;

    /**
     * Finds an order.
     *
     * @param id its id
     * @return the order of that id that was finished last, empty when there is none or it is no longer kept
     * @throws Exception if it cannot tell
     */
    Optional<FinishedOrder<T>> find(String id) throws Exception;
}
