/**
 * Memory as a bounded resource: what is really live on the heap, what the process and the machine hold, and the pressure
 * level that follows.
 */
@NullMarked
package dev.plimsoll.memory;

import org.jspecify.annotations.NullMarked;
