/**
 * The JFR view: {@link dev.plimsoll.jfr.JfrStatistics} records the figures of every manager as periodic events that are
 * generated from their declarations. What happens at one moment (allocated, evicted, cleaned) is an event of its own,
 * written by hand beside the code that it times.
 *
 * <p>Only {@code StatisticsRecorder} and {@code EventTypes} mention {@code jdk.jfr}; they are not linked where it is
 * missing.
 */
@NullMarked
package dev.plimsoll.jfr;

import org.jspecify.annotations.NullMarked;
