package dev.plimsoll.resource;

/** A type of resources of one tracker; those beyond the tracker's bound have a name of their own and share an index. */
record ResourceType(ResourceTracker tracker, String name, int index) {}
