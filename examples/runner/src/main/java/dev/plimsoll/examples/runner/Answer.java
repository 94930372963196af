package dev.plimsoll.examples.runner;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What one side answered.
 *
 * @param side who was asked
 * @param reading the figures; null if there was no answer
 * @param reason why there was none
 */
record Answer(
        String side, @Nullable Reading reading, @Nullable String reason) {

    /** Asks and turns a failure into an answer. */
    static Answer of(String side, Callable<Reading> question) throws InterruptedException {
        try {
            return new Answer(side, question.call(), null);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            return new Answer(side, null, Reasons.of(e));
        }
    }
}
