package dev.plimsoll.jfr;

import dev.plimsoll.Plimsoll;
import dev.plimsoll.Reading;
import dev.plimsoll.Registration;
import dev.plimsoll.RegistryListener;
import dev.plimsoll.Subscription;
import dev.plimsoll.internal.Workers;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import jdk.jfr.Event;
import jdk.jfr.EventFactory;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;
import org.jspecify.annotations.Nullable;

/*
 * Design: Flight Recorder tells its listener about its start while it holds its own lock, and an application's thread
 * brings a manager at any time. So only one worker thread calls Flight Recorder, and holds no lock when it does: nobody
 * waits for the generation of an event type.
 */
final class StatisticsRecorder implements RegistryListener, FlightRecorderListener {
    private final Workers worker = new Workers("plimsoll-jfr", 1);
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Registration> registrations = new LinkedHashSet<>();
    private final Set<Registration> shown = new HashSet<>();
    private final Map<EventShape, Hook> hooks = new HashMap<>();
    private volatile boolean started;
    private boolean closed;

    private StatisticsRecorder() {}

    static Subscription open(Plimsoll plimsoll) {
        StatisticsRecorder recorder = new StatisticsRecorder();
        Subscription following = plimsoll.follow(recorder);
        FlightRecorder.addListener(recorder);
        return () -> {
            following.close();
            FlightRecorder.removeListener(recorder);
            recorder.close();
        };
    }

    /** Called at once when it was initialized before. */
    @Override
    public void recorderInitialized(FlightRecorder recorder) {
        started = true;
        worker.submit(this::showNew);
    }

    @Override
    public void added(Registration registration) {
        locked(() -> registrations.add(registration));
        if (started) {
            worker.submit(this::showNew);
        }
    }

    @Override
    public void removed(Registration registration) {
        locked(() -> {
            registrations.remove(registration);
            shown.remove(registration);
            hooks.values().forEach(hook -> hook.remove(registration));
            return true;
        });
    }

    private void showNew() {
        List<Registration> fresh =
                locked(() -> registrations.stream().filter(shown::add).toList());
        for (Registration registration : fresh) {
            for (EventRows rows : ManagerRows.of(registration)) {
                Hook hook = hook(rows.shape());
                locked(() -> registrations.contains(registration) && hook.add(registration, rows));
            }
        }
    }

    private Hook hook(EventShape shape) {
        Hook known = locked(() -> Optional.ofNullable(hooks.get(shape))).orElse(null);
        if (known != null) {
            return known;
        }
        Hook hook = new Hook(EventTypes.of(shape));
        FlightRecorder.addPeriodicEvent(hook.eventClass(), hook);
        boolean tooLate = locked(() -> {
            hooks.put(shape, hook);
            return closed;
        });
        if (tooLate) {
            FlightRecorder.removePeriodicEvent(hook);
        }
        return hook;
    }

    private void close() {
        List<Hook> all = locked(() -> {
            closed = true;
            registrations.clear();
            return List.copyOf(hooks.values());
        });
        all.forEach(FlightRecorder::removePeriodicEvent);
        worker.close();
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    /** Writes one event type. Runs on the recorder's thread, so it only writes what was read before. */
    private static final class Hook implements Runnable {
        private record Source(Registration registration, EventRows rows) {}

        private final EventFactory type;
        private final CopyOnWriteArrayList<Source> sources = new CopyOnWriteArrayList<>();

        Hook(EventFactory type) {
            this.type = type;
        }

        Class<? extends Event> eventClass() {
            return type.newEvent().getClass();
        }

        boolean add(Registration registration, EventRows rows) {
            return sources.add(new Source(registration, rows));
        }

        void remove(Registration registration) {
            sources.removeIf(source -> source.registration().equals(registration));
        }

        @Override
        public void run() {
            sources.forEach(this::write);
        }

        /** Whatever would be thrown here is a line on the application's stdout at each period. */
        private void write(Source source) {
            try {
                Reading reading = source.registration().latest();
                if (reading != null) {
                    source.rows().rows(reading).forEach(this::commit);
                }
            } catch (Throwable e) {
                return; // the manager's own failures are counted where it is read
            }
        }

        private void commit(@Nullable Object[] row) {
            Event event = type.newEvent();
            for (int i = 0; i < row.length; i++) {
                event.set(i, row[i]);
            }
            event.commit();
        }
    }
}
