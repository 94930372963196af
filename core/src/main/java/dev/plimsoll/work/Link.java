package dev.plimsoll.work;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What a lock-free stack consists of: an entry, or the mark that ends the stack for good. */
class Link<T> {
    /** The one below, null at the bottom. */
    @Nullable
    Link<T> below;

    /** How many there are from here to the bottom. */
    int depth;

    /**
     * A stack that many threads push to without a lock, and one at a time empties. Padded against the neighbours in
     * memory, since it is where threads meet.
     */
    static final class Stack<T> extends AtomicReference<@Nullable Link<T>> {
        private static final long serialVersionUID = 1;

        @SuppressWarnings("unused")
        private transient long p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, pa, pb, pc, pd;

        private final transient Link<T> end = new Link<>();

        /** Returns the new depth, 0 if the stack has been closed. */
        int push(Link<T> link) {
            while (true) {
                Link<T> top = get();
                if (top == end) {
                    return 0;
                }
                link.below = top;
                link.depth = top == null ? 1 : top.depth + 1;
                if (compareAndSet(top, link)) {
                    return link.depth;
                }
            }
        }

        int depth() {
            Link<T> top = get();
            return top == null ? 0 : top.depth;
        }

        /** Empties it; returns the entries, what was pushed first first, linked by {@code after}. */
        @Nullable
        Entry<T> drain() {
            Link<T> top = get();
            while (top != null && top != end && !compareAndSet(top, null)) {
                top = get();
            }
            return inOrder(top);
        }

        /** Empties it and lets nothing in any more. */
        @Nullable
        Entry<T> close() {
            return inOrder(getAndSet(end));
        }

        private @Nullable Entry<T> inOrder(@Nullable Link<T> top) {
            Entry<T> first = null;
            for (Link<T> link = top; link != null && link != end; ) {
                Entry<T> entry = (Entry<T>) link;
                link = entry.below;
                entry.below = null;
                entry.after = first;
                first = entry;
            }
            return first;
        }
    }
}
