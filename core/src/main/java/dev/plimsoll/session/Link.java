package dev.plimsoll.session;

/** A member of a circular list, alone at first. */
abstract class Link {
    Link previous = this;
    Link next = this;

    /** Puts another, which is alone, before this. */
    final void addBefore(Link other) {
        other.previous = previous;
        other.next = this;
        previous.next = other;
        previous = other;
    }

    final void unlink() {
        previous.next = next;
        next.previous = previous;
        previous = this;
        next = this;
    }
}
