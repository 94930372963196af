package dev.plimsoll.benchmarks;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * A row of the table: one piece of work, done by us and by peers.
 *
 * @param name what {@code benchmarks/run} calls it
 * @param title what is done
 * @param note where a peer does less or more than we do
 * @param benchmark regular expression of the benchmark
 * @param parameter the parameter that tells peers apart
 * @param peers its values, ours first
 * @param threads the numbers of threads
 * @param fixed values of other parameters
 * @param metric the secondary result that stands beside the score
 * @param profiler what makes it
 */
record Row(
        String name,
        String title,
        String note,
        String benchmark,
        String parameter,
        List<String> peers,
        List<Integer> threads,
        Map<String, String> fixed,
        String metric,
        @Nullable Class<? extends org.openjdk.jmh.profile.Profiler> profiler) {
    private static final String POOL_NOTE =
            "plimsoll is keyed and observed: exact counts of acquisitions, waits and uses;"
                    + " it measures the duration of one in 32 uses of less than 2 microseconds, plimsollExact of all. stormpot, agroal,"
                    + " hikari and commons know no keys. stormpot, hikari and agroal use thread-locals. stormpot and hikari keep no"
                    + " histograms here, agroal counts and sums.";

    private static final String QUEUE_NOTE =
            "The score is the time from one order to the next. plimsoll claims the id, leases the order, completes it and has"
                    + " it archived, which the peers do not.";

    private static final String TRACKER_NOTE =
            "plimsoll counts by type, keeps the idle order and the stack of 1 in 100; plimsollHandle sees leaks as well."
                    + " map: ConcurrentHashMap, put and remove of a record of the same facts, with times that it does not read from a clock. netty: ResourceLeakDetector of the"
                    + " level SIMPLE, which looks at 1 in 128 objects and keeps nothing of the others; nettyParanoid: of the level"
                    + " PARANOID, at all, each with its stack. cleaner: java.lang.ref.Cleaner. netty and cleaner know no ids, sizes, types or idle times.";

    static final List<Row> ALL = List.of(
            new Row(
                    "pool",
                    "Acquire and give back, nobody in the way",
                    POOL_NOTE,
                    "PoolBenchmark.cycle",
                    "pool",
                    List.of("plimsoll", "plimsollExact", "stormpot", "agroal", "hikari", "commons", "commonsKeyed"),
                    List.of(1, 4),
                    Map.of("armed", "false"),
                    "gc.alloc.rate.norm",
                    org.openjdk.jmh.profile.GCProfiler.class),
            new Row(
                    "pool-armed",
                    "The same with held-too-long detection armed",
                    "plimsoll and agroal tell which thread holds a connection too long, and what it is doing then. plimsollStacks"
                            + " and hikari also keep the stack of every acquisition.",
                    "PoolBenchmark.cycle",
                    "pool",
                    List.of("plimsoll", "plimsollStacks", "agroal", "hikari"),
                    List.of(1, 4),
                    Map.of("armed", "true"),
                    "gc.alloc.rate.norm",
                    org.openjdk.jmh.profile.GCProfiler.class),
            new Row(
                    "pool-contended",
                    "8 threads on 2 connections, each held for about 3 microseconds",
                    POOL_NOTE
                            + " stormpot waits in claims of 1 second, as often as it takes: threads that reuse what they gave back"
                            + " let others starve, 3.2 beyond any time-out.",
                    "ContendedPool.cycle",
                    "pool",
                    List.of("plimsoll", "stormpot", "agroal", "hikari", "commons", "commonsKeyed"),
                    List.of(8),
                    Map.of(),
                    "longestWait",
                    LongestWait.class),
            touch("session-touch-id-100k", "Touch one of 100,000 sessions by its id", "plimsoll", "100000"),
            touch("session-touch-id-1m", "Touch one of 1,000,000 sessions by its id", "plimsoll", "1000000"),
            touch(
                    "session-touch-handle-100k",
                    "Touch one of 100,000 sessions by its handle",
                    "plimsollHandle",
                    "100000"),
            touch(
                    "session-touch-handle-1m",
                    "Touch one of 1,000,000 sessions by its handle",
                    "plimsollHandle",
                    "1000000"),
            new Row(
                    "session-create",
                    "Begin a session and end it, beside 100,000",
                    "plimsoll enforces a limit, refuses a live id and counts lifetimes. tomcat keeps statistics and fires events.",
                    "SessionBenchmark.createAndEnd",
                    "store",
                    List.of("plimsoll", "tomcat", "caffeine"),
                    List.of(1, 4),
                    Map.of("sessions", "100000"),
                    "gc.alloc.rate.norm",
                    org.openjdk.jmh.profile.GCProfiler.class),
            tracker(
                    "tracker-fresh",
                    "Track and release, ids spread at random, beside 1,000,000 that are live",
                    "fresh",
                    "random",
                    "plimsoll",
                    "plimsollHandle",
                    "map",
                    "netty",
                    "nettyParanoid",
                    "cleaner"),
            tracker(
                    "tracker-fresh-numbered",
                    "Track and release, ids numbered one after the other, beside 1,000,000 that are live",
                    "fresh",
                    "numbered",
                    "plimsoll",
                    "plimsollHandle",
                    "map"),
            tracker(
                    "tracker-replace",
                    "Release one of 1,000,000 at random and track it again",
                    "replace",
                    "random",
                    "plimsoll",
                    "plimsollHandle",
                    "map",
                    "netty",
                    "cleaner"),
            new Row(
                    "tracker-collection",
                    "A full collection with 1,000,000 live, and what each keeps in memory",
                    TRACKER_NOTE,
                    "TrackerBenchmark.collect",
                    "tracker",
                    List.of("plimsoll", "plimsollHandle", "map", "netty", "cleaner"),
                    List.of(1),
                    Map.of("ids", "random"),
                    "bytesEach",
                    BytesEach.class),
            queue("queue-1-to-1", "Offer, take and complete, one producer and one consumer", 1),
            queue("queue-4-to-4", "Offer, take and complete, four producers and four consumers", 4));

    private static Row tracker(String name, String title, String work, String ids, String... peers) {
        return new Row(
                name,
                title,
                TRACKER_NOTE,
                "TrackerBenchmark." + work,
                "tracker",
                List.of(peers),
                List.of(1, 4),
                Map.of("ids", ids),
                "gc.alloc.rate.norm",
                org.openjdk.jmh.profile.GCProfiler.class);
    }

    private static Row touch(String name, String title, String ours, String sessions) {
        return new Row(
                name,
                title,
                "tomcat: StandardManager.findSession and Session.access, without the end of the access. caffeine:"
                        + " getIfPresent with expireAfterAccess. Peers find the session by its id in every row. Ids and"
                        + " sessions are spread at random over the heap.",
                "SessionBenchmark.touch",
                "store",
                List.of(ours, "tomcat", "caffeine"),
                List.of(1, 4),
                Map.of("sessions", sessions),
                "gc.alloc.rate.norm",
                org.openjdk.jmh.profile.GCProfiler.class);
    }

    private static Row queue(String name, String title, int pairs) {
        return new Row(
                name,
                title,
                QUEUE_NOTE,
                "QueueBenchmark.pass",
                "queue",
                List.of("plimsoll", "priorityBlocking", "linkedBlocking"),
                List.of(1),
                Map.of("pairs", Integer.toString(pairs)),
                "gc.alloc.rate.norm",
                org.openjdk.jmh.profile.GCProfiler.class);
    }

    ChainedOptionsBuilder options(String peer, int threadCount) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(benchmark)
                .param(parameter, peer)
                .threads(threadCount)
                .forks(1)
                .timeout(org.openjdk.jmh.runner.options.TimeValue.seconds(60));
        fixed.forEach(options::param);
        return profiler == null ? options : options.addProfiler(profiler);
    }
}
