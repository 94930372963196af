package library;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A pool such as many applications have: made at home long ago, and seen by nobody. */
final class PrinterPool {
    private final Deque<String> idle = new ArrayDeque<>();
    private int busy;
    private long jobs;
    private int limit = 4;

    synchronized @Nullable String take() {
        if (busy >= limit) {
            return null;
        }
        busy++;
        jobs++;
        return idle.isEmpty() ? "printer " + busy : idle.pop();
    }

    synchronized void giveBack(String printer) {
        busy--;
        idle.push(printer);
    }

    synchronized boolean switchOffIdle() {
        return idle.poll() != null;
    }

    synchronized int busy() {
        return busy;
    }

    synchronized long jobs() {
        return jobs;
    }

    synchronized int limit() {
        return limit;
    }

    synchronized void limit(int printers) {
        limit = printers;
    }
}
