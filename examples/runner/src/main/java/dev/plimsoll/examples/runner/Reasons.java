package dev.plimsoll.examples.runner;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What to tell the user about a failure. */
final class Reasons {

    private Reasons() {}

    /** The message, or the class where there is none. */
    static String of(Throwable failure) {
        return Objects.requireNonNullElseGet(failure.getMessage(), failure::toString);
    }

    /** The same of what another thread failed with. */
    static String ofCause(Throwable failure) {
        @Nullable Throwable cause = failure.getCause();
        return of(cause == null ? failure : cause);
    }
}
