/** An application's own pool, put under Plimsoll as a library. */
@NullMarked
package library;

import org.jspecify.annotations.NullMarked;
