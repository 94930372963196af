package dev.plimsoll.adopt;

/** Code of the application threw while a property was read. */
final class PropertyFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PropertyFailure(String path, Throwable cause) {
        super("reading " + path + " threw " + cause, cause, false, false);
    }
}
