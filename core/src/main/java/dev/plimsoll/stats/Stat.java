package dev.plimsoll.stats;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a component of a stats record as a figure. The component's name is the figure's name in every view.
 *
 * <p>Types: {@code int} or {@code long} and {@code double} for figures that are always present, {@code @Nullable Integer},
 * {@code Long} or {@code Double} for those that may be absent at times; an enum for {@link Kind#STATE}; {@link Histogram};
 * {@code Map} from a string or an enum to a number for a figure with a {@link #label()}. A null stands for "not known
 * now" and is shown as such, never as 0 or -1.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Stat {
    /**
     * What the value means over time.
     *
     * @return the kind
     */
    Kind kind();

    /**
     * The base unit.
     *
     * @return the unit, none by default
     */
    Unit unit() default Unit.NONE;

    /**
     * One sentence without a full stop that says what is measured, shown by every view.
     *
     * @return the help text
     */
    String help();

    /**
     * The name of the one label that a figure of type {@code Map} is split by. Its values must be few and bounded: never
     * an id, a key or a path.
     *
     * @return the label's name, empty when there is none
     */
    String label() default "";
}
