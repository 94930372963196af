package dev.plimsoll.work;

/** The queue was closed before or while this was asked of it. */
public final class WorkOrderQueueClosedException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    WorkOrderQueueClosedException(String message) {
        super(message);
    }
}
