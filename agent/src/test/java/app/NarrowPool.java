package app;

/** A pool of nothing. */
public final class NarrowPool {
    public String label() {
        return "narrow";
    }

    public int busy() {
        return 3;
    }
}
