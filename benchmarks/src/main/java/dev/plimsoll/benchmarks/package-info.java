/** Plimsoll and its peers, measured side by side. */
@NullMarked
package dev.plimsoll.benchmarks;

import org.jspecify.annotations.NullMarked;
