/**
 * An ordinary web application: embedded Tomcat with sessions, HikariCP over an H2 file database, a Caffeine cache and a
 * thread pool. It knows nothing of the agent it may run under.
 */
@NullMarked
package shop;

import org.jspecify.annotations.NullMarked;
