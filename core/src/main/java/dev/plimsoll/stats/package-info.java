/**
 * Figures: how a manager declares what it measures, once, for every view.
 *
 * <p>A manager's stats are a record whose components carry {@link dev.plimsoll.stats.Stat}. {@link
 * dev.plimsoll.stats.StatsSchema} reads such a record into {@link dev.plimsoll.stats.Figure}s and their values; the JMX,
 * Prometheus and JFR views render figures and know no manager. A distribution is recorded by a {@link
 * dev.plimsoll.stats.HistogramRecorder} and shown as an immutable {@link dev.plimsoll.stats.Histogram}.
 */
@NullMarked
package dev.plimsoll.stats;

import org.jspecify.annotations.NullMarked;
