package dev.plimsoll.memory;

/** How short memory is. */
public enum PressureLevel {
    /** The worst utilization is below the marks. */
    NORMAL,

    /** It passed the high mark and has not yet fallen below the low mark. */
    ELEVATED,

    /** It passed the critical mark and has not yet fallen below the high mark. */
    CRITICAL
}
