/**
 * Tracked resources: what the application holds, since when, and how much of it.
 *
 * <p>A {@link dev.plimsoll.resource.ResourceTracker} knows every resource by an id. It gives a {@link
 * dev.plimsoll.resource.TrackedResource} for each, closes what was idle for too long, and tells what was never released.
 */
@NullMarked
package dev.plimsoll.resource;

import org.jspecify.annotations.NullMarked;
