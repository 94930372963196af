package dev.plimsoll.jfr;

import java.util.List;

/**
 * What makes one generated event type different from another; equal shapes share one.
 *
 * @param managerType such as {@code ConnectionPool}
 * @param subject what the event is about: the manager's type, for a labelled figure with the figure's name after it
 * @param fields its fields, first the manager's name
 */
record EventShape(String managerType, String subject, List<EventField> fields) {
    EventShape {
        fields = List.copyOf(fields);
    }

    String eventName() {
        return "dev.plimsoll." + subject + "Statistics";
    }
}
