package dev.plimsoll.adopt;

import java.util.ArrayList;
import java.util.List;

/** A pool as an application may have it: not public, a field here, a getter there. */
class SamplePool {
    final List<String> calls = new ArrayList<>();
    String name;
    Inner inner = new Inner();
    boolean closed;
    int size = 10;
    long waitMillis = 1500;

    SamplePool(String name) {
        this.name = name;
    }

    void setSize(int value) {
        size = value;
    }

    public void setWaitMillis(long value) {
        waitMillis = value;
    }

    public boolean isClosed() {
        return closed;
    }

    void trim() {
        calls.add("trim");
    }

    void evict() {
        calls.add("evict");
    }

    /** Found by a field, read by a getter that may throw. */
    static class Inner {
        int busy = 3;
        boolean broken;

        int getBusy() {
            if (broken) {
                throw new IllegalStateException("out of order");
            }
            return busy;
        }
    }
}
