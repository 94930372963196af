/**
 * Managers as Prometheus metrics. {@link dev.plimsoll.exporter.PlimsollCollector} renders whatever is registered and
 * works in any Prometheus registry; {@link dev.plimsoll.exporter.MetricsEndpoint} serves one over HTTP.
 */
@NullMarked
package dev.plimsoll.exporter;

import org.jspecify.annotations.NullMarked;
