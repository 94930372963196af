package dev.plimsoll.internal;

/**
 * Tells whether this runtime has Flight Recorder. Classes that extend {@code jdk.jfr.Event} must not be linked when it
 * has not, so every use of one stands behind {@link #AVAILABLE}.
 */
public final class Jfr {
    /** Whether {@code jdk.jfr} can be used; a constant to the compiler of the JVM. */
    public static final boolean AVAILABLE = probe();

    private Jfr() {}

    private static boolean probe() {
        try {
            Class<?> recorder = Class.forName("jdk.jfr.FlightRecorder", false, Jfr.class.getClassLoader());
            return (boolean) recorder.getMethod("isAvailable").invoke(null);
        } catch (ReflectiveOperationException | LinkageError e) {
            return false;
        }
    }
}
