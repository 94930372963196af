/**
 * Managers as MBeans. {@link dev.plimsoll.jmx.JmxView} follows a registry and registers one dynamic MBean for each
 * manager, whatever its type: names, descriptions, units and bounds come from the manager's own declarations.
 */
@NullMarked
package dev.plimsoll.jmx;

import org.jspecify.annotations.NullMarked;
