package dev.plimsoll.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Acquire and give back with nobody in the way: ten connections and at most four threads. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PoolBenchmark {
    private static final Peer.Use NOTHING = connection -> {};

    /** The pool. */
    @Param({"plimsoll", "plimsollExact", "stormpot", "agroal", "hikari", "commons", "commonsKeyed"})
    public String pool = "";

    /** Whether it watches for connections held too long, with the stack of the acquisition where it can. */
    @Param("false")
    public boolean armed;

    private Peer peer = null_();

    /** Made by JMH. */
    public PoolBenchmark() {}

    @SuppressWarnings("NullAway") // set up before use
    private static Peer null_() {
        return null;
    }

    /** Makes the pool. */
    @Setup
    public void open() {
        peer = Peers.make(pool, 10, armed);
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
     * @return something of the connection
     * @throws Exception if there is none
     */
    @Benchmark
    public int cycle() throws Exception {
        return peer.cycle(NOTHING);
    }
}
