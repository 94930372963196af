package dev.plimsoll.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/** Tracks and releases resources beside a million that are live. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(jvmArgsAppend = {"-Xms2g", "-Xmx2g"})
public class TrackerBenchmark {
    private static final int LIVE = 1_000_000;
    private static final int FRESH = 1 << 18;
    private static volatile double bytesEach = Double.NaN;

    /** Who keeps account. */
    @Param({"plimsoll", "plimsollHandle", "map", "netty", "nettyParanoid", "cleaner"})
    public String tracker = "";

    /** Whether ids are numbered one after the other or spread at random. */
    @Param({"random", "numbered"})
    public String ids = "";

    private final AtomicInteger threads = new AtomicInteger();
    private ResourceBook book = unset();
    private String[] liveIds = {};
    private Object[] kept = {};

    /** Made by JMH. */
    public TrackerBenchmark() {}

    @SuppressWarnings("NullAway") // set up before use
    private static ResourceBook unset() {
        return null;
    }

    /** Makes it, fills it and looks how much memory that took. */
    @Setup
    public void open() {
        book = ResourceBooks.make(tracker);
        liveIds = makeIds("resource-", 1, LIVE);
        kept = new Object[LIVE];
        book.release("warm", book.track("warm", 0));
        long before = usedBytes();
        for (int i = 0; i < LIVE; i++) {
            kept[i] = book.track(liveIds[i], i);
        }
        bytesEach = (usedBytes() - before) / (double) LIVE;
    }

    /** Ends it. */
    @TearDown
    public void close() {
        book.close();
    }

    /** What one thread works with. */
    @State(Scope.Thread)
    public static class Own {
        private String[] freshIds = {};
        private int[] walk = {};
        private int step;

        /** Made by JMH. */
        public Own() {}

        /**
         * Gives a thread ids of its own, fresh ones and some that are live.
         *
         * @param benchmark has the live ones
         * @param params says how many threads there are
         */
        @Setup
        public void draw(TrackerBenchmark benchmark, BenchmarkParams params) {
            int number = benchmark.threads.getAndIncrement();
            freshIds = benchmark.makeIds("fresh-" + number + "-", 2 + number, FRESH);
            int share = LIVE / params.getThreads();
            walk = new SplittableRandom(number)
                    .ints(FRESH, number * share, (number + 1) * share)
                    .toArray();
        }

        private int next() {
            return step++ & (FRESH - 1);
        }
    }

    /**
     * Tracks a resource that is not known and releases it.
     *
     * @param own says which
     */
    @Benchmark
    public void fresh(Own own) {
        int step = own.next();
        String id = own.freshIds[step];
        book.release(id, book.track(id, step));
    }

    /**
     * Releases one of the resources that are live and tracks it again.
     *
     * @param own says which
     */
    @Benchmark
    public void replace(Own own) {
        int index = own.walk[own.next()];
        String id = liveIds[index];
        book.release(id, kept[index]);
        kept[index] = book.track(id, index);
    }

    /** Collects all garbage, of which there is none. */
    @Benchmark
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public void collect() {
        System.gc();
    }

    static double bytesEach() {
        return bytesEach;
    }

    private String[] makeIds(String prefix, int seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean numbered = ids.equals("numbered");
        String[] made = new String[count];
        for (int i = 0; i < count; i++) {
            made[i] = numbered ? prefix + i : Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
        }
        return made;
    }

    private static long usedBytes() {
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            used = Math.min(
                    used,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return used;
    }
}
