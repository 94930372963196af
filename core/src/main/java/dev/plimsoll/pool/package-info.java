/** Pooled connections: figures that Plimsoll's own pool and adopted ones share. */
@NullMarked
package dev.plimsoll.pool;

import org.jspecify.annotations.NullMarked;
