package dev.plimsoll.history;

import dev.plimsoll.Reading;
import dev.plimsoll.Registration;
import dev.plimsoll.internal.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads managers for one sample, all at about the same time. A manager that hangs keeps one of four threads until it
 * answers, and is not asked again before.
 */
final class Readers implements AutoCloseable {
    private static final int THREADS = 4;

    private final Workers workers;
    private final Duration patience;
    private final Set<Registration> busy = ConcurrentHashMap.newKeySet();

    /** A manager and what it answered; null if it threw or took too long. */
    static final class Answer {
        final Registration registration;
        volatile @Nullable Reading reading;

        Answer(Registration registration) {
            this.registration = registration;
        }
    }

    Readers(String collectorName, Duration patience) {
        workers = new Workers("plimsoll-history-read-" + collectorName, THREADS);
        this.patience = patience;
    }

    /** Returns what the managers answer in time; whatever comes later is not put into the answers given back. */
    List<Answer> read(List<Registration> registrations) {
        List<Answer> answers = new ArrayList<>();
        CountDownLatch open = new CountDownLatch(registrations.size());
        for (Registration registration : registrations) {
            Answer answer = new Answer(registration);
            answers.add(answer);
            if (busy.add(registration)) {
                workers.submit(() -> read(answer, open));
            } else {
                open.countDown();
            }
        }
        try {
            boolean all = open.await(patience.toNanos(), TimeUnit.NANOSECONDS);
            return all ? answers : answers.stream().map(Readers::frozen).toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return answers.stream().map(Readers::frozen).toList();
        }
    }

    private void read(Answer answer, CountDownLatch open) {
        try {
            answer.reading = answer.registration.read();
        } finally {
            busy.remove(answer.registration);
            open.countDown();
        }
    }

    private static Answer frozen(Answer answer) {
        Answer copy = new Answer(answer.registration);
        copy.reading = answer.reading;
        return copy;
    }

    @Override
    public void close() {
        workers.close();
    }
}
