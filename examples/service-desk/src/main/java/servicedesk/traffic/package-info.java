/** Technicians and customers of the service desk: a program of its own that keeps count of what it did. */
@NullMarked
package servicedesk.traffic;

import org.jspecify.annotations.NullMarked;
