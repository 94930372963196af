/** Managers of bounded resources, and the registry that shows them. */
@NullMarked
package dev.plimsoll;

import org.jspecify.annotations.NullMarked;
