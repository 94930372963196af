/** Managers as Prometheus metrics. */
@NullMarked
package dev.plimsoll.exporter;

import org.jspecify.annotations.NullMarked;
