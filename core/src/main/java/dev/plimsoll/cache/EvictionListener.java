package dev.plimsoll.cache;

/**
 * Is told of entries that a cache gave up, on one of two threads of the cache, in no order that could be relied upon. What
 * throws or hangs is counted; while 10,000 calls wait, further ones are dropped and counted.
 *
 * @param <K> type of the keys
 * @param <V> type of the values
 */
@FunctionalInterface
public interface EvictionListener<K, V> {
    /**
     * An entry was evicted; not called for one that was removed or replaced.
     *
     * @param key its key
     * @param value its value
     * @param cause why
     */
    void evicted(K key, V value, EvictionCause cause);
}
