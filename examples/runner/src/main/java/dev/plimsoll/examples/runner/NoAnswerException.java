package dev.plimsoll.examples.runner;

/** One side did not tell its figures; the message says why. */
final class NoAnswerException extends Exception {

    private static final long serialVersionUID = 1;

    NoAnswerException(String message) {
        super(message);
    }

    NoAnswerException(Exception cause) {
        super(Reasons.of(cause), cause);
    }
}
