package dev.plimsoll.benchmarks;

import java.util.SplittableRandom;
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

/** Sessions that are touched at random, and some that come and go. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SessionBenchmark {
    /** The store. */
    @Param({"plimsoll", "plimsollHandle", "tomcat", "caffeine"})
    public String store = "";

    /** How many sessions are live. */
    @Param({"100000", "1000000"})
    public int sessions;

    private SessionStore opened = unset();
    private String[] ids = {};

    /** Made by JMH. */
    public SessionBenchmark() {}

    @SuppressWarnings("NullAway") // set up before use
    private static SessionStore unset() {
        return null;
    }

    /**
     * Makes the store and fills it.
     *
     * @throws Exception if it cannot
     */
    @Setup
    public void open() throws Exception {
        opened = SessionStores.make(store, sessions);
        ids = new String[sessions];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < sessions; i++) {
            String id = Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
            opened.create(id);
            ids[i] = new String(id.toCharArray()); // a request brings a string of its own
        }
    }

    /**
     * Ends the store.
     *
     * @throws Exception if it cannot
     */
    @TearDown
    public void close() throws Exception {
        opened.close();
    }

    /** Where a thread is in its random walk. */
    @State(Scope.Thread)
    public static class Walk {
        private static final int STEPS = 1 << 20;

        private final int[] indexes = new int[STEPS];
        private int step;
        private long number;

        /** Made by JMH. */
        public Walk() {}

        /**
         * Draws the walk.
         *
         * @param benchmark knows how many sessions there are
         */
        @Setup
        public void draw(SessionBenchmark benchmark) {
            SplittableRandom random = new SplittableRandom(System.identityHashCode(this));
            for (int i = 0; i < STEPS; i++) {
                indexes[i] = random.nextInt(benchmark.sessions);
            }
            number = random.nextLong() << 32;
        }
    }

    /**
     * One touch of one of the sessions.
     *
     * @param walk says which
     * @return true
     */
    @Benchmark
    public boolean touch(Walk walk) {
        int index = walk.indexes[walk.step++ & (Walk.STEPS - 1)];
        return opened.touch(index, ids[index]);
    }

    /**
     * One session more begins and ends.
     *
     * @param walk gives it an id
     */
    @Benchmark
    public void createAndEnd(Walk walk) {
        String id = Long.toHexString(walk.number++);
        opened.create(id);
        opened.end(id);
    }
}
