/**
 * The live terminal view: figures of a JVM under Plimsoll as lines of text.
 *
 * <p>{@link dev.plimsoll.agent.top.FrameReader} takes the figures over JMX, {@link dev.plimsoll.agent.top.Painter} turns
 * a {@link dev.plimsoll.agent.top.Frame} into lines for a terminal and {@link dev.plimsoll.agent.top.PlainLine} into one
 * line for a log. Only a {@link dev.plimsoll.agent.top.Screen} writes them somewhere.
 */
@NullMarked
package dev.plimsoll.agent.top;

import org.jspecify.annotations.NullMarked;
