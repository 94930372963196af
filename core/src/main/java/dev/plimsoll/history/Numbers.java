package dev.plimsoll.history;

/** Spells numbers so that both CSV and JSON take them, whole ones without a fraction. */
final class Numbers {
    private static final double LARGEST_EXACT = 1L << 53;

    private Numbers() {}

    /** Returns the shortest spelling that reads back as the same number, or a word of the caller's if it is not finite. */
    static String spell(double value, String notFinite) {
        if (!Double.isFinite(value)) {
            return notFinite;
        }
        boolean whole = value == Math.rint(value) && Math.abs(value) <= LARGEST_EXACT;
        return whole ? Long.toString((long) value) : Double.toString(value);
    }
}
