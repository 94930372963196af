package dev.plimsoll.memory;

import org.jspecify.annotations.Nullable;

/** Reads what the operating system knows of memory. */
interface SystemMemory {
    /**
     * Bytes at one moment, each null where the system does not tell.
     *
     * @param resident of the process in physical memory
     * @param machineTotal of physical memory
     * @param machineAvailable that can still be had without swapping
     */
    record Sample(
            @Nullable Long resident,
            @Nullable Long machineTotal,
            @Nullable Long machineAvailable) {
        static final Sample UNKNOWN = new Sample(null, null, null);
    }

    Sample sample();

    /** Returns the reader for this machine: files where there are some, since they cost least, else OSHI if it is there. */
    static SystemMemory ofThisMachine() {
        if (ProcMemory.available()) {
            return new ProcMemory();
        }
        try {
            return new OshiMemory();
        } catch (LinkageError | RuntimeException absentOrUnsupported) {
            return () -> Sample.UNKNOWN;
        }
    }
}
