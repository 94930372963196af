package dev.plimsoll;

/**
 * Follows which managers are registered. Called outside all locks, for one registration always in the right order, on
 * the thread that adds or removes it or on one that does so at the same time. A listener that throws is counted.
 */
public interface RegistryListener {
    /**
     * A manager came; also called for each that was there when the listener came.
     *
     * @param registration the manager as views see it
     */
    void added(Registration registration);

    /**
     * A manager went.
     *
     * @param registration the one that was added before
     */
    void removed(Registration registration);
}
