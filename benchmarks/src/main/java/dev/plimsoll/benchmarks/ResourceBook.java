package dev.plimsoll.benchmarks;

/** Keeps account of resources in use. */
interface ResourceBook extends AutoCloseable {
    /** Takes in a resource and returns what its user keeps. */
    Object track(String id, long sizeBytes);

    /** Takes out a resource. */
    void release(String id, Object kept);

    @Override
    void close();
}
