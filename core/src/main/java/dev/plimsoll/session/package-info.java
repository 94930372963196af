/**
 * Sessions: bounded in number, ended when they are not used for too long, whether or not anybody calls. Start at {@link
 * dev.plimsoll.session.SessionManager}; {@code dev.plimsoll.session.servlet} puts the sessions of a servlet container under
 * one.
 */
@NullMarked
package dev.plimsoll.session;

import org.jspecify.annotations.NullMarked;
