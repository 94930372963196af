package dev.plimsoll.resource;

import java.io.Serial;

/** Thread and stack of an allocation; a throwable because that is the cheapest way to keep a stack. Never thrown. */
final class Allocation extends Throwable {
    private static final int MAXIMUM_FRAMES = 64;

    @Serial
    private static final long serialVersionUID = 1;

    private static final String OWN_PACKAGE = Allocation.class.getPackageName() + ".";

    private final String thread = Thread.currentThread().getName();

    Allocation() {
        super(null, null, false, true);
    }

    /** Returns the thread and its frames from the first on that is not ours, one in a line. */
    String describe() {
        StringBuilder text = new StringBuilder("thread ").append(thread);
        int frames = 0;
        for (StackTraceElement frame : getStackTrace()) {
            if (frames > 0 || !isOwn(frame)) {
                text.append("\n  at ").append(frame);
                if (++frames == MAXIMUM_FRAMES) {
                    break;
                }
            }
        }
        return text.toString();
    }

    private static boolean isOwn(StackTraceElement frame) {
        String name = frame.getClassName();
        return name.startsWith(OWN_PACKAGE) && name.indexOf('.', OWN_PACKAGE.length()) < 0 && !name.endsWith("Test");
    }
}
