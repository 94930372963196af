package dev.plimsoll.jmx;

import dev.plimsoll.ManagerId;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

final class ObjectNames {
    private static final String DOMAIN = "dev.plimsoll";
    private static final String NEEDS_QUOTES = ",:=\"*?\n";

    private ObjectNames() {}

    /** JConsole draws its tree in the order of the text, so it is built type first. */
    static ObjectName of(ManagerId id) {
        String name = id.name().isEmpty() ? "" : ",name=" + value(id.name());
        try {
            return new ObjectName(DOMAIN + ":type=" + id.type() + name);
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException("no object name can be made of " + id, e);
        }
    }

    private static String value(String name) {
        boolean plain = name.chars().noneMatch(c -> NEEDS_QUOTES.indexOf(c) >= 0)
                && !Character.isWhitespace(name.charAt(0))
                && !Character.isWhitespace(name.charAt(name.length() - 1));
        return plain ? name : ObjectName.quote(name);
    }
}
