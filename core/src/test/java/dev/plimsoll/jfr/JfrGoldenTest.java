package dev.plimsoll.jfr;

import dev.plimsoll.testing.BuiltIns;
import dev.plimsoll.testing.Golden;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class JfrGoldenTest {
    @Test
    void namesAndUnitsAreTheDeclaredInterface() throws IOException {
        List<String> lines = new ArrayList<>();
        try (BuiltIns builtIns = new BuiltIns()) {
            builtIns.plimsoll
                    .registrations()
                    .forEach(registration ->
                            ManagerRows.of(registration).forEach(rows -> describe(rows.shape(), lines)));
        }
        Golden.assertMatches("core", "jfr.txt", lines);
    }

    private static void describe(EventShape shape, List<String> lines) {
        lines.add(shape.eventName());
        for (EventField field : shape.fields()) {
            String content = field.content() == EventField.Content.PLAIN
                    ? ""
                    : " " + field.content().name().toLowerCase(Locale.ROOT);
            lines.add("  " + field.name() + " " + field.type().getSimpleName() + content);
        }
    }
}
