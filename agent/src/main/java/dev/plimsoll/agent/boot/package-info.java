/**
 * What the JVM starts: the only classes of the agent that the application's class loader can see. Java 8 bytecode, so
 * that an old JVM gets a line instead of an error; nothing here loads more than it needs, for it runs before {@code main}.
 *
 * <p>Null is only where {@code @Nullable} is. The package cannot be {@code @NullMarked}: javac for Java 8 warns of that
 * annotation's target {@code MODULE}.
 */
package dev.plimsoll.agent.boot;
