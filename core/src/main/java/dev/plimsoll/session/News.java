package dev.plimsoll.session;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Something that a listener is to be told, maybe on behalf of a cleanup. */
record News(Consumer<SessionListener> call, @Nullable Aftermath aftermath) {
    News {
        if (aftermath != null) {
            aftermath.begin();
        }
    }

    void tell(SessionListener listener) {
        try {
            call.accept(listener);
        } catch (Throwable e) {
            if (aftermath != null) {
                aftermath.threw(e);
            }
            throw e;
        } finally {
            over();
        }
    }

    /** Says that the listener was told, or will not be. */
    void over() {
        if (aftermath != null) {
            aftermath.end();
        }
    }
}
