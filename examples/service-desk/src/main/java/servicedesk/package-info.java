/**
 * A service desk: technicians connect over WebSockets, receive work orders and finish them. Every bounded thing in it is
 * under a manager of the library: {@link servicedesk.ServiceDesk} starts them all.
 */
@NullMarked
package servicedesk;

import org.jspecify.annotations.NullMarked;
