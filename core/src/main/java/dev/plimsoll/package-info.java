/**
 * Plimsoll: a load line for every bounded resource of a JVM. Start here.
 *
 * <p>A {@link dev.plimsoll.Manager} holds a bounded resource. It declares its figures (a record read by {@code
 * dev.plimsoll.stats}), its {@link dev.plimsoll.Settings} and its {@link dev.plimsoll.Cleanups} once. The registry
 * {@link dev.plimsoll.Plimsoll} makes a manager visible: {@code add} returns a {@link dev.plimsoll.Registration}, which
 * is all that the views (JMX, Prometheus, JFR) know of it.
 *
 * <table>
 *   <caption>The map</caption>
 *   <tr><th>package</th><th>holds</th></tr>
 *   <tr><td>{@code dev.plimsoll}</td><td>what every manager has, and the registry</td></tr>
 *   <tr><td>{@code dev.plimsoll.stats}</td><td>figures: how they are declared, histograms</td></tr>
 *   <tr><td>{@code dev.plimsoll.resource}</td><td>tracked resources and their leaks</td></tr>
 *   <tr><td>{@code dev.plimsoll.pool}</td><td>pooled connections</td></tr>
 *   <tr><td>{@code dev.plimsoll.session}</td><td>sessions that expire by themselves</td></tr>
 *   <tr><td>{@code dev.plimsoll.cache}</td><td>cached values that expire by themselves</td></tr>
 *   <tr><td>{@code dev.plimsoll.work}</td><td>work orders by priority and age, and their archive</td></tr>
 *   <tr><td>{@code dev.plimsoll.memory}</td><td>memory: signals, utilization, pressure</td></tr>
 *   <tr><td>{@code dev.plimsoll.history}</td><td>the recent past of every figure</td></tr>
 *   <tr><td>{@code dev.plimsoll.jfr}</td><td>the JFR view: statistics events made from the figures</td></tr>
 * </table>
 */
@NullMarked
package dev.plimsoll;

import org.jspecify.annotations.NullMarked;
