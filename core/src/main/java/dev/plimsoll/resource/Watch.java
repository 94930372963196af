package dev.plimsoll.resource;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;

/** Tells when the object that should have released a resource has been garbage-collected. */
final class Watch extends PhantomReference<Object> {
    final Entry entry;

    Watch(Object watched, ReferenceQueue<Object> queue, Entry entry) {
        super(watched, queue);
        this.entry = entry;
    }
}
