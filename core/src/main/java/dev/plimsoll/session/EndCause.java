package dev.plimsoll.session;

/** Why a session ended. */
public enum EndCause {
    /** Its user ended it, such as by a logout. */
    ENDED,

    /** Its user went away without a word: a connection broke, a peer was found dead. */
    DISCONNECTED,

    /** It was not touched for longer than the timeout. */
    EXPIRED,

    /** An operator ended it. */
    OPERATOR,

    /** Memory was short. */
    PRESSURE,

    /** The manager was closed. */
    SHUTDOWN
}
