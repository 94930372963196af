package dev.plimsoll;

import dev.plimsoll.stats.Figure;
import dev.plimsoll.stats.Kind;
import dev.plimsoll.stats.StatsSchema;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A manager that is registered: all that a view knows of it, and for its owner the handle that takes it out again.
 * Thread-safe.
 */
public final class Registration implements AutoCloseable {
    private static final long STALE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final StatsSchema CLEANUP_SCHEMA = StatsSchema.of(CleanupStats.class, MethodHandles.lookup());

    private final Plimsoll plimsoll;
    private final Manager manager;
    private final StatsSchema schema;
    private final int[] available;
    private final List<Figure> figures;
    private final AtomicBoolean sampling = new AtomicBoolean();
    private volatile @Nullable Reading latest;
    private volatile boolean failing;

    Registration(Plimsoll plimsoll, Manager manager, MethodHandles.Lookup lookup) {
        this.plimsoll = plimsoll;
        this.manager = manager;
        this.schema = StatsSchema.of(manager.stats().getClass(), lookup);
        this.available = available(schema.figures(), manager.unavailableFigures());
        this.figures = collectFigures();
    }

    /**
     * Returns what identifies the manager.
     *
     * @return the identity
     */
    public ManagerId id() {
        return manager.id();
    }

    /**
     * Returns where the manager comes from.
     *
     * @return {@code plimsoll}, or the class that it was adopted from
     */
    public String origin() {
        return manager.origin();
    }

    /**
     * Returns the figures of this manager: its own that it can ever have a value for, those of its cleanups, and its
     * settings as gauges.
     *
     * @return the figures, always the same
     */
    public List<Figure> figures() {
        return figures;
    }

    /**
     * Returns the figures that the manager's type declares, whether or not this one has them: the shape that all
     * managers of the type share.
     *
     * @return the declared figures
     */
    public List<Figure> declaredFigures() {
        return schema.figures();
    }

    /**
     * Reads all figures now.
     *
     * @return their values
     * @throws RuntimeException whatever the manager throws, which is counted
     */
    public Reading read() {
        try {
            Reading reading = readAll();
            latest = reading;
            failing = false;
            return reading;
        } catch (Throwable e) {
            failing = true;
            plimsoll.countReadingFailure();
            throw e;
        }
    }

    private Reading readAll() {
        List<@Nullable Object> values = new ArrayList<>(figures.size());
        @Nullable Object[] own = schema.read(manager.stats());
        for (int index : available) {
            values.add(own[index]);
        }
        if (cleanable()) {
            Collections.addAll(values, CLEANUP_SCHEMA.read(manager.cleanups().stats()));
        }
        for (Setting<?> setting : manager.settings().all()) {
            values.add(asFigureValue(setting.openValue(failure -> plimsoll.countSettingFailure())));
        }
        return new Reading(
                figures, Collections.unmodifiableList(values), plimsoll.ticker().nanos());
    }

    /**
     * Returns what was read last, at most about a second ago while the registry ticks and the manager answers. A view
     * that shows it never waits for the manager and never shows as present what is past.
     *
     * @return the last reading; null before the first, after one that threw, and while a manager has not answered for
     *     five seconds
     */
    public @Nullable Reading latest() {
        Reading reading = latest;
        return reading == null || failing || isStale(reading) ? null : reading;
    }

    /**
     * Tells whether the manager threw when it was read last, or has not answered for five seconds.
     *
     * @return false before the first reading
     */
    public boolean failing() {
        Reading reading = latest;
        return failing || (reading != null && isStale(reading));
    }

    private boolean isStale(Reading reading) {
        return plimsoll.ticker().nanos() - reading.takenAtNanos() > STALE_NANOS;
    }

    /**
     * Returns the settings of the manager.
     *
     * @return the settings
     */
    public Settings settings() {
        return manager.settings();
    }

    /**
     * Tells whether the manager can be cleaned.
     *
     * @return false when it holds nothing that may ever be removed
     */
    public boolean cleanable() {
        return manager.cleanups() != Cleanups.NONE;
    }

    /**
     * Removes what may be removed.
     *
     * @param cause why
     * @return what was done
     */
    public CleanupResult cleanup(CleanupCause cause) {
        return manager.cleanups().run(cause);
    }

    /** Takes the manager out of the registry and of every view. The manager itself goes on. Closing twice is harmless. */
    @Override
    public void close() {
        plimsoll.remove(this);
    }

    /** Reads the figures unless a reading is still under way. */
    void sample() {
        if (!sampling.compareAndSet(false, true)) {
            return;
        }
        try {
            read();
        } catch (Throwable e) {
            return; // counted by read
        } finally {
            sampling.set(false);
        }
    }

    private List<Figure> collectFigures() {
        List<Figure> all = new ArrayList<>();
        for (int index : available) {
            all.add(schema.figures().get(index));
        }
        if (cleanable()) {
            all.addAll(CLEANUP_SCHEMA.figures());
        }
        manager.settings().all().forEach(setting -> all.add(figure(setting)));
        requireUniqueNames(all);
        return List.copyOf(all);
    }

    private static int[] available(List<Figure> declared, Set<String> unavailable) {
        Set<String> unknown = new HashSet<>(unavailable);
        declared.forEach(figure -> unknown.remove(figure.name()));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("unavailable figures " + unknown + " are not declared");
        }
        int[] indexes = new int[declared.size() - unavailable.size()];
        int next = 0;
        for (int i = 0; i < declared.size(); i++) {
            if (!unavailable.contains(declared.get(i).name())) {
                indexes[next++] = i;
            }
        }
        return indexes;
    }

    private static Figure figure(Setting<?> setting) {
        boolean whole = setting.type().openType() != Double.class;
        Class<?> valueType = whole ? long.class : double.class;
        return new Figure(setting.name(), Kind.GAUGE, setting.unit(), setting.help(), "", valueType, true, List.of());
    }

    private static @Nullable Object asFigureValue(@Nullable Object open) {
        if (open instanceof Boolean on) {
            return on ? 1L : 0L;
        }
        return open instanceof Integer number ? Long.valueOf(number) : open;
    }

    private void requireUniqueNames(List<Figure> all) {
        Set<String> names = new HashSet<>();
        for (Figure figure : all) {
            String shown = figure.unit().appendTo(figure.name());
            if (!names.add(shown)) {
                throw new IllegalArgumentException(
                        id() + " declares '" + shown + "' twice, as figure, cleanup figure or setting");
            }
        }
    }
}
