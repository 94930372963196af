package dev.plimsoll.session;

import dev.plimsoll.ManagerId;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

@Name("dev.plimsoll.SessionStarted")
@Label("Session Started")
@Description("A session began.")
@Category({"Plimsoll", "SessionManager"})
@StackTrace(false)
final class SessionStartedEvent extends Event {
    @Label("Manager Name")
    @Nullable
    String managerName;

    @Label("Session Hash")
    @Description("The first digits of the SHA-256 of the session's id.")
    @Nullable
    String sessionHash;

    static void emit(ManagerId manager, SessionEntry entry) {
        SessionStartedEvent event = new SessionStartedEvent();
        if (event.shouldCommit()) {
            event.managerName = manager.name();
            event.sessionHash = IdHash.of(entry.id());
            event.commit();
        }
    }
}
