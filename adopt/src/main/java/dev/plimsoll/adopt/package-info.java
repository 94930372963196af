/** Components that the application made itself, as managers. */
@NullMarked
package dev.plimsoll.adopt;

import org.jspecify.annotations.NullMarked;
