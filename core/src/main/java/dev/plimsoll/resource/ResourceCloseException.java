package dev.plimsoll.resource;

import java.io.Serial;

/** Closing a released resource threw a checked exception, which is the cause. The resource is not tracked any more. */
public final class ResourceCloseException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    ResourceCloseException(String id, Exception cause) {
        super("closing the released resource '" + id + "' failed: " + cause, cause);
    }
}
