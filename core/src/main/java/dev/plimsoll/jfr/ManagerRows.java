package dev.plimsoll.jfr;

import dev.plimsoll.Reading;
import dev.plimsoll.Registration;
import dev.plimsoll.stats.Figure;
import dev.plimsoll.stats.Names;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lays the figures of one manager out as events: one for what has no label, one for each figure that has. */
final class ManagerRows {
    private static final String MANAGER_NAME = "name";
    private static final Set<String> TAKEN = Set.of(MANAGER_NAME, "startTime", "duration", "eventThread", "stackTrace");

    private ManagerRows() {}

    static List<EventRows> of(Registration registration) {
        List<Figure> known = registration.figures();
        List<EventRows> all = new ArrayList<>();
        all.add(plain(registration, known));
        for (int i = 0; i < known.size(); i++) {
            if (known.get(i).labelled()) {
                all.add(labelled(registration, known.get(i), i));
            }
        }
        return all;
    }

    /** Has the fields of all figures that the type declares, so that managers of a type share it. */
    private static Plain plain(Registration registration, List<Figure> known) {
        List<Figure> all = new ArrayList<>(registration.declaredFigures());
        known.stream().filter(figure -> !all.contains(figure)).forEach(all::add);
        List<EventField> fields = new ArrayList<>(List.of(nameField()));
        List<Cell> cells = new ArrayList<>();
        Set<String> names = new HashSet<>(TAKEN);
        for (Figure figure : all) {
            if (!figure.labelled()) {
                int index = known.indexOf(figure);
                for (FigureColumns.Column column : FigureColumns.of(figure, figure.optional() || index < 0)) {
                    fields.add(unique(column.field(), names));
                    cells.add(new Cell(index, column));
                }
            }
        }
        String type = registration.id().type();
        return new Plain(registration.id().name(), new EventShape(type, type, fields), List.copyOf(cells));
    }

    private static Labelled labelled(Registration registration, Figure figure, int index) {
        String type = registration.id().type();
        EventField label = EventField.text(figure.label(), "Value of the label");
        EventField value = EventField.of(figure, false).renamed("value");
        EventShape shape =
                new EventShape(type, type + Names.upperCamelCase(figure.name()), List.of(nameField(), label, value));
        return new Labelled(registration.id().name(), shape, index, value);
    }

    private static EventField nameField() {
        return EventField.text(MANAGER_NAME, "Name of the manager");
    }

    private static EventField unique(EventField field, Set<String> names) {
        String name = field.name();
        while (!names.add(name)) {
            name += "Figure";
        }
        return field.renamed(name);
    }

    /** Where a field's value comes from; index -1 when this manager never has it. */
    private record Cell(int index, FigureColumns.Column column) {
        @Nullable
        Object value(Reading reading) {
            return column.value(index < 0 ? null : reading.values().get(index));
        }
    }

    private record Plain(String manager, EventShape shape, List<Cell> cells) implements EventRows {
        @Override
        public List<@Nullable Object[]> rows(Reading reading) {
            @Nullable Object[] row = new @Nullable Object[cells.size() + 1];
            row[0] = manager;
            for (int i = 0; i < cells.size(); i++) {
                row[i + 1] = cells.get(i).value(reading);
            }
            return List.<@Nullable Object[]>of(row);
        }
    }

    private record Labelled(String manager, EventShape shape, int index, EventField value) implements EventRows {
        @Override
        public List<@Nullable Object[]> rows(Reading reading) {
            List<@Nullable Object[]> rows = new ArrayList<>();
            if (reading.values().get(index) instanceof Map<?, ?> byLabel) {
                byLabel.forEach(
                        (label, number) -> rows.add(new @Nullable Object[] {manager, label, value.convert(number)}));
            }
            return rows;
        }
    }
}
