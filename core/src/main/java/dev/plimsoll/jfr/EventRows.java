package dev.plimsoll.jfr;

import dev.plimsoll.Reading;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one manager contributes to one event type: a shape, and rows of values for its fields. */
interface EventRows {
    EventShape shape();

    /** Returns one row for each event to write, with a value for each field. */
    List<@Nullable Object[]> rows(Reading reading);
}
