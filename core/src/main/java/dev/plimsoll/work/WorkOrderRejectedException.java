package dev.plimsoll.work;

/** A queue refused an order. */
public final class WorkOrderRejectedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Why it was refused. */
    private final OfferResult reason;

    WorkOrderRejectedException(String message, OfferResult reason) {
        super(message);
        this.reason = reason;
    }

    /**
     * Returns why the order was refused.
     *
     * @return anything but {@link OfferResult#ACCEPTED}
     */
    public OfferResult reason() {
        return reason;
    }
}
