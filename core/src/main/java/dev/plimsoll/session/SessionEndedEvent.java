package dev.plimsoll.session;

import dev.plimsoll.ManagerId;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

@Name("dev.plimsoll.SessionEnded")
@Label("Session Ended")
@Description("A session ended.")
@Category({"Plimsoll", "SessionManager"})
@StackTrace(false)
final class SessionEndedEvent extends Event {
    @Label("Manager Name")
    @Nullable
    String managerName;

    @Label("Session Hash")
    @Description("The first digits of the SHA-256 of the session's id.")
    @Nullable
    String sessionHash;

    @Label("Cause")
    @Nullable
    String cause;

    @Label("Age")
    @Description("How long the session lived.")
    @Timespan(Timespan.NANOSECONDS)
    long age;

    @Label("Cleanup Id")
    @Description("The cleanup that ended it, 0 if none did.")
    long cleanupId;

    static void emit(ManagerId manager, SessionEntry entry, EndCause cause, long ageNanos, long cleanupId) {
        SessionEndedEvent event = new SessionEndedEvent();
        if (event.shouldCommit()) {
            event.managerName = manager.name();
            event.sessionHash = IdHash.of(entry.id());
            event.cause = cause.name();
            event.age = ageNanos;
            event.cleanupId = cleanupId;
            event.commit();
        }
    }
}
