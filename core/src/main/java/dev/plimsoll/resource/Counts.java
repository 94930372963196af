package dev.plimsoll.resource;

import java.util.Arrays;

/** The figures of a stripe by the index of the type; plain numbers, guarded by its lock, so that they cost next to nothing. */
final class Counts {
    private static final int LIVE = 0;
    private static final int BYTES = 1;
    private static final int ALLOCATED = 2;
    private static final int LEAKED = 3;
    private static final int KINDS = 4;

    private long[] byType = new long[4 * KINDS];
    private long live;
    private long bytes;
    private long released;
    private long suspects;
    private long withdrawn;

    void allocated(int type, long sizeBytes) {
        int at = type * KINDS;
        if (at >= byType.length) {
            byType = Arrays.copyOf(byType, Math.max(2 * byType.length, at + KINDS));
        }
        byType[at + LIVE]++;
        byType[at + BYTES] += sizeBytes;
        byType[at + ALLOCATED]++;
        live++;
        bytes += sizeBytes;
    }

    void resized(int type, long moreBytes) {
        byType[type * KINDS + BYTES] += moreBytes;
        bytes += moreBytes;
    }

    void gone(int type, long sizeBytes) {
        int at = type * KINDS;
        byType[at + LIVE]--;
        byType[at + BYTES] -= sizeBytes;
        live--;
        bytes -= sizeBytes;
    }

    void released() {
        released++;
    }

    void leaked(int type) {
        byType[type * KINDS + LEAKED]++;
    }

    void suspected() {
        suspects++;
    }

    void suspectGone() {
        suspects--;
    }

    void withdrawn() {
        withdrawn++;
    }

    void addTo(Counts sum) {
        if (sum.byType.length < byType.length) {
            sum.byType = Arrays.copyOf(sum.byType, byType.length);
        }
        for (int i = 0; i < byType.length; i++) {
            sum.byType[i] += byType[i];
        }
        sum.live += live;
        sum.bytes += bytes;
        sum.released += released;
        sum.suspects += suspects;
        sum.withdrawn += withdrawn;
    }

    long live() {
        return live;
    }

    long bytes() {
        return bytes;
    }

    long releasedTotal() {
        return released;
    }

    long suspects() {
        return suspects;
    }

    long withdrawnTotal() {
        return withdrawn;
    }

    long live(int type) {
        return get(type, LIVE);
    }

    long bytes(int type) {
        return get(type, BYTES);
    }

    long allocated(int type) {
        return get(type, ALLOCATED);
    }

    long leakedTotal(int type) {
        return get(type, LEAKED);
    }

    private long get(int type, int kind) {
        int at = type * KINDS;
        return at < byType.length ? byType[at + kind] : 0;
    }
}
