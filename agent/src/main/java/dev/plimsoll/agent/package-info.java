/** The agent: puts Plimsoll on an application without a change to its code. */
@NullMarked
package dev.plimsoll.agent;

import org.jspecify.annotations.NullMarked;
