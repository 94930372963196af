package dev.plimsoll.work;

/** What became of an order whose attempt failed. */
public enum FailureResult {
    /** It waits to be taken again. */
    RETRY,

    /** It was tried as often as allowed and is a dead letter now. */
    DEAD_LETTER,

    /** It was not in progress: not taken, finished already, or its lease had ended. Nothing has changed. */
    NOT_IN_PROGRESS
}
