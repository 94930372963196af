package library;

import dev.plimsoll.CleanupRun;
import dev.plimsoll.Cleanups;
import dev.plimsoll.Manager;
import dev.plimsoll.ManagerId;
import dev.plimsoll.Settings;
import dev.plimsoll.Ticker;
import dev.plimsoll.stats.Kind;
import dev.plimsoll.stats.Stat;

/** The printer pool as a manager of a type of its own. */
// readme: begin
public final class Printers implements Manager {
    /**
     * The figures, declared once.
     *
     * @param busy printers that are printing
     * @param jobs jobs begun
     */
    public record PrinterStats(
            @Stat(kind = Kind.GAUGE, help = "Printers that are printing")
            int busy,

            @Stat(kind = Kind.COUNTER, help = "Jobs begun") long jobs) {}

    private final ManagerId id = new ManagerId("Printers", "second floor");
    private final PrinterPool pool;
    private final Settings settings;
    private final Cleanups cleanups;

    Printers(PrinterPool pool) {
        this.pool = pool;
        Settings.Builder declared = Settings.of(id);
        declared.integer("maximumBusy", pool.limit())
                .help("Printers that may print at a time")
                .atLeast(1)
                .atMost(64)
                .backedBy(pool::limit, pool::limit)
                .add();
        settings = declared.build();
        cleanups = new Cleanups(id, Ticker.system(), this::switchOffIdle);
    }

    private void switchOffIdle(CleanupRun run) {
        while (pool.switchOffIdle()) {
            run.removed();
        }
    }

    @Override
    public ManagerId id() {
        return id;
    }

    @Override
    public PrinterStats stats() {
        return new PrinterStats(pool.busy(), pool.jobs());
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public Cleanups cleanups() {
        return cleanups;
    }
}
// readme: end
