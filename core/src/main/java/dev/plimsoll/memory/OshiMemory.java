package dev.plimsoll.memory;

import oshi.SystemInfo;
import oshi.hardware.GlobalMemory;
import oshi.software.os.OSProcess;
import oshi.software.os.OperatingSystem;

/** Asks OSHI, which uses native code on the systems that are left to it here. */
final class OshiMemory implements SystemMemory {
    private final GlobalMemory machine;
    private final OperatingSystem system;

    /** Throws a {@link LinkageError} when OSHI is not on the class path. */
    OshiMemory() {
        SystemInfo info = new SystemInfo();
        machine = info.getHardware().getMemory();
        system = info.getOperatingSystem();
    }

    @Override
    public Sample sample() {
        OSProcess process = system.getCurrentProcess();
        return new Sample(process.getResidentMemory(), machine.getTotal(), machine.getAvailable());
    }
}
