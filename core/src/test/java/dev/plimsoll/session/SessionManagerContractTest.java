package dev.plimsoll.session;

import dev.plimsoll.ManualTicker;
import dev.plimsoll.contract.UserCode;
import dev.plimsoll.contract.UserCodeContractTest;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

class SessionManagerContractTest extends UserCodeContractTest<SessionManager> {
    private final Map<Session, UserCode> codes = new ConcurrentHashMap<>();

    @Override
    protected SessionManager create(ManualTicker clock) {
        SessionManager sessions =
                SessionManager.builder("contract").ticker(clock).build();
        sessions.addListener(new SessionListener() {
            @Override
            public void ended(Session session, EndCause cause) {
                UserCode code = codes.get(session);
                if (code != null) {
                    runSneakily(code);
                }
            }
        });
        return sessions;
    }

    @Override
    protected void add(SessionManager into, String key, UserCode onRemoval) {
        codes.put(into.create(key, Map.of()), onRemoval);
    }

    @Override
    protected boolean holds(SessionManager in, String key) {
        return in.find(key).isPresent();
    }

    @Override
    protected Duration dueAfter() {
        return Duration.ofHours(1).plusSeconds(1);
    }

    @Override
    protected Set<String> events() {
        return Set.of("dev.plimsoll.SessionStarted", "dev.plimsoll.SessionEnded");
    }

    private static void runSneakily(UserCode code) {
        try {
            code.run();
        } catch (Exception e) {
            throw SessionManagerContractTest.<RuntimeException>as(e);
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> T as(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
