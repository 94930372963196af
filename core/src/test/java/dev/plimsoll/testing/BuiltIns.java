package dev.plimsoll.testing;

import dev.plimsoll.Manager;
import dev.plimsoll.ManagerId;
import dev.plimsoll.Plimsoll;
import dev.plimsoll.pool.PoolStats;

/** One manager of each built-in type, for the golden files. A new type is added here and nowhere else. */
public final class BuiltIns {
    private BuiltIns() {}

    /** Adds them all; {@code Plimsoll} itself is there already. */
    public static void addTo(Plimsoll plimsoll) {
        plimsoll.add(new Shape(
                "ConnectionPool",
                new PoolStats(null, null, null, null, null, null, null, null, null, null, null, null, null, null)));
        new TeaUrn("golden").addTo(plimsoll);
    }

    /** A type whose figures are declared while its manager is an adopted one: only its shape. */
    private record Shape(String type, Record stats) implements Manager {
        @Override
        public ManagerId id() {
            return new ManagerId(type, "golden");
        }
    }
}
