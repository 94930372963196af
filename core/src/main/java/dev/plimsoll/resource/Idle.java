package dev.plimsoll.resource;

/** An entry as it was seen idle; it may be touched meanwhile, which must not upset an order that is being made. */
record Idle(Entry entry, long lastUsedNanos) {}
