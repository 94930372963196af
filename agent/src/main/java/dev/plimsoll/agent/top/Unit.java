package dev.plimsoll.agent.top;

import java.util.Locale;

/** How an amount is written. */
public enum Unit {
    /** A number of things, with a comma between thousands. */
    COUNT {
        @Override
        String format(double amount) {
            return String.format(Locale.ROOT, "%,.0f", amount);
        }
    },

    /** Bytes, in the binary unit that leaves at most four digits. */
    BYTES {
        @Override
        String format(double amount) {
            double scaled = amount;
            int unit = 0;
            while (scaled >= 1024 && unit < BYTE_UNITS.length - 1) {
                scaled /= 1024;
                unit++;
            }
            String digits = unit > 0 && scaled < 99.95 ? "%.1f %s" : "%.0f %s";
            return String.format(Locale.ROOT, digits, scaled, BYTE_UNITS[unit]);
        }
    };

    private static final String[] BYTE_UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

    abstract String format(double amount);
}
