package dev.plimsoll.agent.top;

/**
 * One figure as it is shown.
 *
 * @param label what it is, in lower case
 * @param value the figure with its unit
 * @param alarming whether it deserves to be seen first, such as threads that wait
 */
public record Figure(String label, String value, boolean alarming) {

    /**
     * Makes a figure that alarms nobody.
     *
     * @param label what it is, in lower case
     * @param value the figure with its unit
     * @return the figure
     */
    public static Figure of(String label, String value) {
        return new Figure(label, value, false);
    }

    /**
     * Makes a figure from a count.
     *
     * @param label what it is, in lower case
     * @param count how many
     * @return the figure
     */
    public static Figure of(String label, long count) {
        return of(label, Unit.COUNT.format((double) count));
    }

    String text() {
        return label + " " + value;
    }
}
