package dev.plimsoll.cache;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A value that another thread loads could not be had from it: its loader threw, which is the cause, or takes too long. */
public final class CacheLoadException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    CacheLoadException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
