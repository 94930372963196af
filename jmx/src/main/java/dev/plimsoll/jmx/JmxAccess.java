package dev.plimsoll.jmx;

/**
 * What may be done through JMX besides reading.
 *
 * @param tune whether settings may be changed; they are read-only attributes otherwise
 * @param cleanup whether managers have the operation {@code cleanup}
 */
public record JmxAccess(boolean tune, boolean cleanup) {
    /** Settings may be changed and cleanups may be run. */
    public static final JmxAccess FULL = new JmxAccess(true, true);

    /** Nothing may be changed. */
    public static final JmxAccess READ_ONLY = new JmxAccess(false, false);
}
