/** What the tests of several modules share. */
@NullMarked
package dev.plimsoll.testing;

import org.jspecify.annotations.NullMarked;
