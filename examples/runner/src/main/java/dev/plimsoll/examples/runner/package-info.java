/** Runs the examples and compares what the views say. */
@NullMarked
package dev.plimsoll.examples.runner;

import org.jspecify.annotations.NullMarked;
