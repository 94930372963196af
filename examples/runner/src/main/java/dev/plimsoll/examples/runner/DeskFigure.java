package dev.plimsoll.examples.runner;

import java.util.Locale;

/**
 * A figure of the service desk, under its name in each view.
 *
 * @param type of the manager
 * @param figure as its stats record calls it
 * @param counter whether it only grows; what does not is held by somebody, and has to come back to 0
 * @param label by which it has several values; empty if it has one
 * @param value of the label
 * @param count under which the traffic counts the same
 */
record DeskFigure(String type, String figure, boolean counter, String label, String value, String count) {

    static final String DESK = "desk";

    static DeskFigure gauge(String type, String figure, String count) {
        return new DeskFigure(type, figure, false, "", "", count);
    }

    static DeskFigure counter(String type, String figure, String count) {
        return new DeskFigure(type, figure, true, "", "", count);
    }

    DeskFigure of(String newLabel, String newValue) {
        return new DeskFigure(type, figure, counter, newLabel, newValue, count);
    }

    /** Such as {@code SessionManager ended EXPIRED}. */
    String title() {
        return type + " " + figure + (isLabelled() ? " " + value : "");
    }

    boolean isLabelled() {
        return !label.isEmpty();
    }

    String bean() {
        return "dev.plimsoll:type=" + type + ",name=" + DESK;
    }

    String attribute() {
        return capitalized();
    }

    /** The sample, with labels in the order of the exposition, which is that of the alphabet. */
    String sample() {
        String name = "name=\"" + DESK + "\"";
        String other = label + "=\"" + value + "\"";
        String labels = !isLabelled() ? name : label.compareTo("name") < 0 ? other + "," + name : name + "," + other;
        return "plimsoll_" + snake(type) + "_" + snake(figure) + (counter ? "_total" : "") + "{" + labels + "}";
    }

    String event() {
        return "dev.plimsoll." + type + (isLabelled() ? capitalized() : "") + "Statistics";
    }

    String field() {
        return isLabelled() ? "value" : figure;
    }

    private String capitalized() {
        return figure.substring(0, 1).toUpperCase(Locale.ROOT) + figure.substring(1);
    }

    private static String snake(String camel) {
        return camel.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
