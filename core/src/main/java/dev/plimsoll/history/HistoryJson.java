package dev.plimsoll.history;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Writes JSON in ASCII, with every character escaped that could end a string, a script or a line. */
final class HistoryJson {
    private HistoryJson() {}

    static void write(long[] millis, List<HistorySeries> series, Appendable out) throws IOException {
        out.append("{\"times\":[");
        for (int i = 0; i < millis.length; i++) {
            out.append(i == 0 ? "" : ",").append(Long.toString(millis[i]));
        }
        out.append("],\"series\":[");
        String separator = "\n";
        for (HistorySeries line : series) {
            out.append(separator);
            write(line, millis.length, out);
            separator = ",\n";
        }
        out.append("]}");
    }

    private static void write(HistorySeries line, int count, Appendable out) throws IOException {
        out.append("{\"type\":").append(quoted(line.id().manager().type()));
        out.append(",\"name\":").append(quoted(line.id().manager().name()));
        out.append(",\"figure\":").append(quoted(line.id().figure()));
        out.append(",\"part\":").append(quoted(line.id().part()));
        out.append(",\"kind\":").append(quoted(line.kind().name().toLowerCase(Locale.ROOT)));
        out.append(",\"unit\":").append(quoted(line.unit().toString()));
        if (!line.states().isEmpty()) {
            out.append(",\"states\":[");
            String separator = "";
            for (String state : line.states()) {
                out.append(separator).append(quoted(state));
                separator = ",";
            }
            out.append(']');
        }
        out.append(",\"values\":[");
        for (int i = 0; i < count; i++) {
            out.append(i == 0 ? "" : ",").append(Numbers.spell(line.value(i), "null"));
        }
        out.append("]}");
    }

    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
