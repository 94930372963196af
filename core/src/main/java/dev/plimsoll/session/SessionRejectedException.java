package dev.plimsoll.session;

import java.io.Serial;

/** A session was refused. What was there before is unchanged. */
public final class SessionRejectedException extends IllegalStateException {
    @Serial
    private static final long serialVersionUID = 1;

    private final Rejection rejection;

    SessionRejectedException(Rejection rejection, String message) {
        super(message);
        this.rejection = rejection;
    }

    /**
     * Returns why.
     *
     * @return the reason
     */
    public Rejection rejection() {
        return rejection;
    }
}
