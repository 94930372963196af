/**
 * The recent past of every figure in a fixed amount of memory. Start at {@link dev.plimsoll.history.MetricsCollector}.
 */
@NullMarked
package dev.plimsoll.history;

import org.jspecify.annotations.NullMarked;
