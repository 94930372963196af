/** Managers as MBeans. */
@NullMarked
package dev.plimsoll.jmx;

import org.jspecify.annotations.NullMarked;
