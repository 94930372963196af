package dev.plimsoll.session;

/** Why a session was refused. */
public enum Rejection {
    /** As many sessions as allowed are live, and none of them has expired. */
    LIMIT,

    /** Another session has the id. */
    LIVE_ID,

    /** The manager is closed. */
    CLOSED
}
