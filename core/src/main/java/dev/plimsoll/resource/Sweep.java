package dev.plimsoll.resource;

import java.util.ArrayList;
import java.util.List;

/** Goes around the table, a part at each tick, and picks out what is old. For one thread at a time. */
final class Sweep {
    private final ResourceTable table;
    private int stripe;
    private int slot;

    Sweep(ResourceTable table) {
        this.table = table;
    }

    /**
     * Looks at the next slots.
     *
     * @return the entries allocated until then that were not returned before
     */
    List<Entry> next(int slotsAtLeast, int ticksPerRound, long bornUntilNanos) {
        List<Entry> old = new ArrayList<>();
        int slots = table.slots();
        int left = Math.min(slots, Math.max(slotsAtLeast, slots / ticksPerRound));
        while (left > 0) {
            int visited = table.pickOld(stripe, slot, Math.min(left, slotsAtLeast), bornUntilNanos, old);
            slot += visited;
            left -= visited;
            if (visited == 0) {
                slot = 0;
                stripe = (stripe + 1) % table.stripes();
            }
        }
        return old;
    }
}
