/** The agent's configuration: one table of keys, five places where a value may be, a clear line for what is wrong. */
@NullMarked
package dev.plimsoll.agent.config;

import org.jspecify.annotations.NullMarked;
