package servicedesk.traffic;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import servicedesk.traffic.Ledger.Entry;

/**
 * Works one shift after the other, each over a socket of its own, and ends each in one of four ways. One that vanishes
 * holds an order then, or has none to expect, so that both sides can know what it held.
 */
final class Technician implements Runnable {

    /** How a shift ends. */
    private enum End {
        LEAVE,
        BREAK_OFF_IDLE,
        BREAK_OFF_AT_WORK,
        FALL_SILENT_AT_WORK
    }

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration GLANCE = Duration.ofMillis(100);

    private final HttpClient client;
    private final URI desk;
    private final Ledger ledger;
    private final Random random;
    private final Duration silence;
    private final BooleanSupplier closing;

    Technician(HttpClient client, URI desk, Ledger ledger, Random random, Duration silence, BooleanSupplier closing) {
        this.client = client;
        this.desk = desk;
        this.ledger = ledger;
        this.random = random;
        this.silence = silence;
        this.closing = closing;
    }

    @Override
    public void run() {
        try {
            while (!(closing.getAsBoolean() && ledger.allDone())) {
                shift(closing.getAsBoolean() ? End.LEAVE : anyEnd(), 1 + random.nextInt(8));
            }
        } catch (InterruptedException e) {
            ledger.problem("a technician was interrupted");
        } catch (RuntimeException e) {
            ledger.problem(String.valueOf(e));
        }
    }

    private End anyEnd() {
        int dice = random.nextInt(100);
        if (dice < 3) {
            return End.FALL_SILENT_AT_WORK;
        }
        return dice < 20 ? End.BREAK_OFF_AT_WORK : dice < 35 ? End.BREAK_OFF_IDLE : End.LEAVE;
    }

    private void shift(End end, int orders) throws InterruptedException {
        Phone phone = call();
        if (phone == null) {
            return;
        }
        String order = null;
        for (int i = 0; i < orders; i++) {
            order = nextOrder(phone);
            if (order == null || (i == orders - 1 && end != End.LEAVE && end != End.BREAK_OFF_IDLE)) {
                break;
            }
            work(phone, order);
        }
        if (random.nextInt(10) == 0) {
            callTwice();
        }
        finish(phone, order == null ? End.LEAVE : end, order);
    }

    /** Connects; the desk may not have noticed yet that the last socket broke off, and then refuses this one. */
    private @Nullable Phone call() throws InterruptedException {
        Phone phone = new Phone(client, desk);
        ledger.opened();
        String greeting = phone.hear(PATIENCE);
        if ("welcome".equals(greeting)) {
            ledger.count(Entry.WELCOMED);
            return phone;
        }
        phone.breakOff();
        ledger.closed(Entry.REFUSED);
        if (!Phone.CLOSED.equals(greeting)) {
            ledger.problem("instead of a welcome: " + greeting);
        }
        TimeUnit.NANOSECONDS.sleep(GLANCE.toNanos());
        return null;
    }

    /** A second socket of a technician who has one is refused. */
    private void callTwice() throws InterruptedException {
        Phone second = new Phone(client, desk);
        ledger.opened();
        String greeting = second.hear(PATIENCE);
        second.breakOff();
        ledger.closed(Entry.REFUSED);
        if (!Phone.CLOSED.equals(greeting)) {
            ledger.problem("a second socket was not refused: " + greeting);
        }
    }

    /** The id of an order; null when the desk will have none any more. */
    private @Nullable String nextOrder(Phone phone) throws InterruptedException {
        phone.say("ready");
        String message = null;
        while (message == null) {
            message = phone.hear(GLANCE);
            if (message == null && closing.getAsBoolean() && ledger.allDone()) {
                return null;
            }
        }
        String[] words = message.split(" ", 3);
        if (!words[0].equals("order")) {
            throw new IllegalStateException("instead of an order: " + message);
        }
        return words[1];
    }

    private void work(Phone phone, String order) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(1 + random.nextInt(60));
        boolean done = random.nextInt(100) >= 5;
        phone.say((done ? "done " : "failed ") + order);
        String answer = phone.hear(PATIENCE);
        if (!("ok " + order).equals(answer)) {
            throw new IllegalStateException("instead of ok " + order + ": " + answer);
        }
        if (done) {
            ledger.count(Entry.COMPLETED);
        } else {
            ledger.failed(order);
        }
    }

    private void finish(Phone phone, End end, @Nullable String order) throws InterruptedException {
        switch (end) {
            case LEAVE -> {
                if (!phone.hangUp()) {
                    ledger.problem("the desk did not say goodbye");
                }
                ledger.closed(Entry.LEFT);
            }
            case BREAK_OFF_IDLE -> {
                phone.breakOff();
                ledger.closed(Entry.VANISHED);
            }
            case BREAK_OFF_AT_WORK, FALL_SILENT_AT_WORK -> {
                if (end == End.FALL_SILENT_AT_WORK) {
                    phone.fallSilent();
                    TimeUnit.NANOSECONDS.sleep(silence.toNanos());
                }
                phone.breakOff();
                ledger.closed(Entry.VANISHED);
                if (order != null) {
                    ledger.failed(order);
                }
            }
        }
    }
}
