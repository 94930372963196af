package dev.plimsoll.jfr;

import dev.plimsoll.stats.Names;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jfr.AnnotationElement;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.EventFactory;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Percentage;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import jdk.jfr.ValueDescriptor;

/** The generated event types. Their classes never unload, so there is one for each shape in a JVM, for ever. */
final class EventTypes {
    static final String DEFAULT_PERIOD = "10 s";

    private static final Map<EventShape, EventFactory> BY_SHAPE = new ConcurrentHashMap<>();

    private EventTypes() {}

    static EventFactory of(EventShape shape) {
        return BY_SHAPE.computeIfAbsent(shape, EventTypes::create);
    }

    private static EventFactory create(EventShape shape) {
        List<AnnotationElement> about = List.of(
                annotation(Name.class, shape.eventName()),
                annotation(Label.class, Names.headline(shape.subject()) + " Statistics"),
                annotation(Description.class, "Figures of each manager of type " + shape.managerType() + "."),
                annotation(Category.class, new String[] {"Plimsoll", Names.headline(shape.managerType())}),
                annotation(Period.class, DEFAULT_PERIOD),
                annotation(StackTrace.class, false));
        return EventFactory.create(
                about, shape.fields().stream().map(EventTypes::descriptor).toList());
    }

    private static ValueDescriptor descriptor(EventField field) {
        List<AnnotationElement> about = new ArrayList<>();
        about.add(annotation(Label.class, field.label()));
        about.add(annotation(Description.class, field.description() + "."));
        switch (field.content()) {
            case BYTES -> about.add(annotation(DataAmount.class, DataAmount.BYTES));
            case PART -> about.add(new AnnotationElement(Percentage.class));
            case NANOSECONDS -> about.add(annotation(Timespan.class, Timespan.NANOSECONDS));
            case PLAIN -> {}
        }
        return new ValueDescriptor(field.type(), field.name(), about);
    }

    private static AnnotationElement annotation(Class<? extends Annotation> type, Object value) {
        return new AnnotationElement(type, value);
    }
}
