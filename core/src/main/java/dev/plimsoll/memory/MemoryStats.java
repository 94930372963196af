package dev.plimsoll.memory;

import dev.plimsoll.stats.Kind;
import dev.plimsoll.stats.Stat;
import dev.plimsoll.stats.Unit;
import org.jspecify.annotations.Nullable;

/**
 * The figures of memory.
 *
 * @param level how short memory is
 * @param utilization the worst of the utilizations, absent until the heap's is known
 * @param heapUtilization live heap against maximum heap, absent until the old generation was collected once
 * @param residentUtilization resident memory of the process against the machine's memory
 * @param liveHeap bytes in use after the last collection that reclaimed the old generation, or less if a later one left
 *     less; absent before the first
 * @param usedHeap bytes in use now, garbage included
 * @param maximumHeap bytes the heap may grow to, absent when unlimited
 * @param resident bytes of the process in physical memory
 * @param machineTotal bytes of physical memory
 * @param machineAvailable bytes of physical memory that a process can still get without swapping
 * @param oldCollections collections that reclaimed the old generation
 */
public record MemoryStats(
        @Stat(kind = Kind.STATE, help = "How short memory is")
        PressureLevel level,

        @Stat(
                kind = Kind.GAUGE,
                unit = Unit.RATIO,
                help = "The worst of the utilizations, absent until that of the heap is known")
        @Nullable
        Double utilization,

        @Stat(kind = Kind.GAUGE, unit = Unit.RATIO, help = "Live heap against maximum heap") @Nullable
        Double heapUtilization,

        @Stat(
                kind = Kind.GAUGE,
                unit = Unit.RATIO,
                help = "Resident memory of the process against the machine's memory")
        @Nullable
        Double residentUtilization,

        @Stat(
                kind = Kind.GAUGE,
                unit = Unit.BYTES,
                help = "Heap in use after a collection that reclaimed the old generation, the least since the last")
        @Nullable
        Long liveHeap,

        @Stat(kind = Kind.GAUGE, unit = Unit.BYTES, help = "Heap in use, garbage included")
        long usedHeap,

        @Stat(kind = Kind.GAUGE, unit = Unit.BYTES, help = "What the heap may grow to") @Nullable
        Long maximumHeap,

        @Stat(kind = Kind.GAUGE, unit = Unit.BYTES, help = "Physical memory that the process holds") @Nullable
        Long resident,

        @Stat(kind = Kind.GAUGE, unit = Unit.BYTES, help = "Physical memory of the machine") @Nullable
        Long machineTotal,

        @Stat(kind = Kind.GAUGE, unit = Unit.BYTES, help = "Physical memory that can still be had without swapping")
        @Nullable
        Long machineAvailable,

        @Stat(kind = Kind.COUNTER, help = "Collections that reclaimed the old generation")
        long oldCollections) {}
