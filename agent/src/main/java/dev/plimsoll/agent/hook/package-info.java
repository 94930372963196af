/** The only changes that are made to classes of the application: one static call before a constructor or method returns. */
@NullMarked
package dev.plimsoll.agent.hook;

import org.jspecify.annotations.NullMarked;
