/**
 * Puts the HTTP sessions of a servlet container under a {@link dev.plimsoll.session.SessionManager}. Needs the Jakarta
 * Servlet API 6, which a container brings along.
 */
@NullMarked
package dev.plimsoll.session.servlet;

import org.jspecify.annotations.NullMarked;
