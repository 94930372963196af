package dev.plimsoll.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/** More threads than connections: eight on two, each held for about 3 microseconds of work. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ContendedPool {
    private static final long NANOS_HELD = 3_000;

    /** The pool. */
    @Param({"plimsoll", "stormpot", "agroal", "hikari", "commons", "commonsKeyed"})
    public String pool = "";

    private Peer peer = null_();
    private long tokens;

    /** Made by JMH. */
    public ContendedPool() {}

    @SuppressWarnings("NullAway") // set up before use
    private static Peer null_() {
        return null;
    }

    /** Makes the pool, and finds out how much work takes the time. */
    @Setup
    public void open() {
        peer = Peers.make(pool, 2, false);
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 200; i++) {
            long start = System.nanoTime();
            Blackhole.consumeCPU(10_000);
            best = Math.min(best, System.nanoTime() - start);
        }
        tokens = 10_000 * NANOS_HELD / best;
    }

    /**
     * Ends the pool.
     *
     * @throws Exception if it cannot
     */
    @TearDown
    public void close() throws Exception {
        peer.close();
    }

    /**
     * One cycle.
     *
     * @param longest notes the longest wait
     * @return something of the connection
     * @throws Exception if there is none
     */
    @Benchmark
    public int cycle(Longest longest) throws Exception {
        long start = System.nanoTime();
        return peer.cycle(connection -> {
            longest.note(System.nanoTime() - start);
            Blackhole.consumeCPU(tokens);
        });
    }

    /** The longest wait of a thread in one iteration; over threads JMH gives the maximum. */
    @State(Scope.Thread)
    public static class Longest {
        private static final java.util.concurrent.atomic.AtomicLong NANOS =
                new java.util.concurrent.atomic.AtomicLong();

        private long own;

        /** Made by JMH. */
        public Longest() {}

        void note(long nanos) {
            if (nanos > own) {
                own = nanos;
                NANOS.accumulateAndGet(nanos, Math::max);
            }
        }

        /** Begins anew. */
        @Setup(Level.Iteration)
        public void begin() {
            own = 0;
        }
    }

    /** Reads and clears the longest wait of all threads. */
    static long takeLongestNanos() {
        return Longest.NANOS.getAndSet(0);
    }
}
