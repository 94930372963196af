/** The command line: {@code java -jar plimsoll-agent.jar}. */
@NullMarked
package dev.plimsoll.agent.cli;

import org.jspecify.annotations.NullMarked;
