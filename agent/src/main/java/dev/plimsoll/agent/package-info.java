/**
 * The agent: puts Plimsoll on an application without a change to its code. All of it but {@code boot} is loaded by an
 * isolated class loader.
 */
@NullMarked
package dev.plimsoll.agent;

import org.jspecify.annotations.NullMarked;
