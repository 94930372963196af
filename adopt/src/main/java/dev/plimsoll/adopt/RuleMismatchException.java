package dev.plimsoll.adopt;

/** A rule does not fit what it met. The message names the path, the step and the class. */
final class RuleMismatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RuleMismatchException(String message) {
        super(message, null, false, false);
    }
}
