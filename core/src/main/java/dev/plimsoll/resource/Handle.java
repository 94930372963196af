package dev.plimsoll.resource;

import java.lang.ref.Reference;

/**
 * The handle of a resource that was tracked with {@link ResourceRequest#requireHandle()}: nobody but its user holds it, so
 * that its collection is a leak. It stays reachable until the call that releases it is over.
 */
final class Handle implements TrackedResource {
    final Entry entry;

    Handle(Entry entry) {
        this.entry = entry;
    }

    @Override
    public String id() {
        return entry.id;
    }

    @Override
    public boolean touch() {
        try {
            return entry.touch();
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public boolean resize(long sizeBytes) {
        try {
            return entry.resize(sizeBytes);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public boolean release() {
        try {
            return entry.release();
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public boolean isLive() {
        return entry.isLive();
    }

    @Override
    public ResourceUsage usage() {
        return entry.usage();
    }

    @Override
    public String toString() {
        return entry.toString();
    }
}
