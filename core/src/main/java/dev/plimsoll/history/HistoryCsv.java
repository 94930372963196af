package dev.plimsoll.history;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Writes RFC 4180. */
final class HistoryCsv {
    private static final String LINE_END = "\r\n";

    private HistoryCsv() {}

    static void write(long[] millis, List<HistorySeries> series, Appendable out) throws IOException {
        out.append("time");
        for (HistorySeries line : series) {
            out.append(',').append(quoted(line.id().toString()));
        }
        out.append(LINE_END);
        for (int i = 0; i < millis.length; i++) {
            out.append(Instant.ofEpochMilli(millis[i]).toString());
            for (HistorySeries line : series) {
                out.append(',').append(Numbers.spell(line.value(i), ""));
            }
            out.append(LINE_END);
        }
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
