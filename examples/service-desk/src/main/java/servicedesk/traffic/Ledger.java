package servicedesk.traffic;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** What the traffic itself knows to have done; the desk's figures have to come to the same. Thread-safe. */
final class Ledger {

    /** As often as the queue's default lets an order be tried. */
    private static final int ATTEMPTS = 3;

    /** What is counted, by the name under which it is printed. */
    enum Entry {
        /** Sockets that are open now. */
        OPEN,
        /** Sockets that the desk welcomed. */
        WELCOMED,
        /** Sockets that it turned away. */
        REFUSED,
        /** Sockets closed with a goodbye. */
        LEFT,
        /** Sockets that broke off, or fell silent, without one. */
        VANISHED,
        /** Orders that the desk took. */
        OFFERED,
        /** Orders that it did not take, having too many. */
        TURNED_AWAY,
        /** Orders whose completion the desk confirmed. */
        COMPLETED,
        /** Attempts at an order that failed, or whose technician vanished. */
        FAILED,
        /** Orders that failed too often. */
        DEAD,
        /** What should not happen. */
        PROBLEMS
    }

    private final Map<Entry, LongAdder> counts = new ConcurrentHashMap<>();
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();
    private final Set<String> problems = ConcurrentHashMap.newKeySet();

    void count(Entry entry) {
        add(entry, 1);
    }

    void opened() {
        add(Entry.OPEN, 1);
    }

    void closed(Entry how) {
        add(Entry.OPEN, -1);
        add(how, 1);
    }

    void failed(String order) {
        add(Entry.FAILED, 1);
        if (failures.merge(order, 1, Integer::sum) == ATTEMPTS) {
            add(Entry.DEAD, 1);
        }
    }

    void problem(String what) {
        problems.add(what);
        add(Entry.PROBLEMS, 1);
    }

    Set<String> problems() {
        return Set.copyOf(problems);
    }

    long get(Entry entry) {
        LongAdder count = counts.get(entry);
        return count == null ? 0 : count.sum();
    }

    /** Whether every order that the desk took was completed or failed too often. */
    boolean allDone() {
        return unfinished() == 0;
    }

    private long unfinished() {
        return get(Entry.OFFERED) - get(Entry.COMPLETED) - get(Entry.DEAD);
    }

    Map<String, Long> counts() {
        Map<String, Long> all = new LinkedHashMap<>();
        for (Entry entry : Entry.values()) {
            all.put(entry.name().toLowerCase(Locale.ROOT), get(entry));
        }
        all.put("unfinished", unfinished());
        return all;
    }

    @Override
    public String toString() {
        return counts().entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(" "));
    }

    private void add(Entry entry, long by) {
        counts.computeIfAbsent(entry, unused -> new LongAdder()).add(by);
    }
}
