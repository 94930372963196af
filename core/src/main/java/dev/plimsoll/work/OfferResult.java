package dev.plimsoll.work;

/** What became of an offer. */
public enum OfferResult {
    /** The queue has the order. */
    ACCEPTED,

    /** An order of this id is live: not yet in the archive. */
    DUPLICATE,

    /** There is no room, and nothing that the archive could make room with. */
    FULL,

    /** There is no room because the archive has not taken what is finished. */
    ARCHIVE_BEHIND,

    /** The queue is closed. */
    CLOSED;

    /**
     * Tells whether the queue has the order.
     *
     * @return false for every refusal
     */
    public boolean accepted() {
        return this == ACCEPTED;
    }
}
