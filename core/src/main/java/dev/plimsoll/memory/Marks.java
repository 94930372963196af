package dev.plimsoll.memory;

import dev.plimsoll.Setting;
import dev.plimsoll.Settings;
import dev.plimsoll.stats.Unit;
import org.jspecify.annotations.Nullable;

/** The three marks of utilization, each a setting, and the level that they give, with hysteresis. */
final class Marks {
    private final Setting<Double> low;
    private final Setting<Double> high;
    private final Setting<Double> critical;

    Marks(Settings.Builder settings, double low, double high, double critical) {
        this.low = mark(settings, "lowMark", low, "Utilization below which pressure ends");
        this.high = mark(settings, "highMark", high, "Utilization above which pressure is elevated: the load line");
        this.critical = mark(settings, "criticalMark", critical, "Utilization above which pressure is critical");
        String wrong = disorder(low, high, critical);
        if (wrong != null) {
            throw new IllegalArgumentException(wrong);
        }
    }

    /** Returns the level that follows from the one before and the worst utilization now. */
    PressureLevel next(PressureLevel before, double utilization) {
        if (utilization >= critical.get()) {
            return PressureLevel.CRITICAL;
        }
        if (utilization >= high.get()) {
            return before == PressureLevel.CRITICAL ? before : PressureLevel.ELEVATED;
        }
        return utilization >= low.get() && before != PressureLevel.NORMAL
                ? PressureLevel.ELEVATED
                : PressureLevel.NORMAL;
    }

    private Setting<Double> mark(Settings.Builder settings, String name, double value, String help) {
        return settings.number(name, value)
                .help(help)
                .unit(Unit.RATIO)
                .atLeast(0.0)
                .atMost(1.0)
                .unless(next -> disorder(
                        name.equals("lowMark") ? next : low.get(),
                        name.equals("highMark") ? next : high.get(),
                        name.equals("criticalMark") ? next : critical.get()))
                .add();
    }

    private static @Nullable String disorder(double low, double high, double critical) {
        return low < high && high < critical
                ? null
                : "marks must ascend, but lowMark = " + low + ", highMark = " + high + ", criticalMark = " + critical;
    }
}
