package dev.plimsoll.adopt;

/** What may be done to an adopted component without anybody asking for it. Each allows what those before it allow. */
public enum Policy {
    /** Nothing: figures are read, that is all. */
    OBSERVE,

    /** What loses nothing live. */
    SAFE,

    /** Everything that the rule names. */
    FULL
}
