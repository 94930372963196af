package dev.plimsoll.work;

/** Where a live order is between its offer and the archive. */
public enum WorkOrderState {
    /** It waits to be taken, for the first time or again. */
    WAITING,

    /** Somebody took it and has not finished it within a lease that still runs. */
    IN_PROGRESS,

    /** It is done and waits for the archive. */
    COMPLETED,

    /** It was tried as often as allowed; {@link WorkOrderQueue#requeue} gives it another chance. */
    DEAD,

    /** It was tried as often as allowed and waits for the archive, since there are too many dead ones. */
    GIVEN_UP
}
