package dev.plimsoll.session;

import dev.plimsoll.ManagerId;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

@Name("dev.plimsoll.SessionRejected")
@Label("Session Rejected")
@Description("A session was refused.")
@Category({"Plimsoll", "SessionManager"})
@StackTrace(false)
final class SessionRejectedEvent extends Event {
    @Label("Manager Name")
    @Nullable
    String managerName;

    @Label("Session Hash")
    @Description("The first digits of the SHA-256 of the session's id.")
    @Nullable
    String sessionHash;

    @Label("Reason")
    @Nullable
    String reason;

    @Label("Maximum Sessions")
    @Description("How many sessions may be live at once.")
    int maximumSessions;

    static void emit(ManagerId manager, String sessionId, Rejection rejection, int maximumSessions) {
        SessionRejectedEvent event = new SessionRejectedEvent();
        if (event.shouldCommit()) {
            event.managerName = manager.name();
            event.sessionHash = IdHash.of(sessionId);
            event.reason = rejection.name();
            event.maximumSessions = maximumSessions;
            event.commit();
        }
    }
}
