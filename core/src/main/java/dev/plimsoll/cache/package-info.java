/**
 * A cache whose entries expire by themselves, bounded by count or weight. Start at {@link
 * dev.plimsoll.cache.ExpiringCache}. Caffeine does the caching.
 */
@NullMarked
package dev.plimsoll.cache;

import org.jspecify.annotations.NullMarked;
