package dev.plimsoll.benchmarks;

import dev.plimsoll.work.InMemoryArchive;
import dev.plimsoll.work.WorkOrder;
import dev.plimsoll.work.WorkOrderQueue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Work orders of eight priorities from producers to as many consumers, at most 512 of them on the way. The score is the
 * time from one order to the next.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class QueueBenchmark {
    private static final int ORDERS = 100_000;
    private static final int ON_THE_WAY = 512;
    private static final int PADDING = 16;

    /** The queue. */
    @Param({"plimsoll", "priorityBlocking", "linkedBlocking"})
    public String queue = "";

    /** Producers, and as many consumers. */
    @Param({"1", "4"})
    public int pairs;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<List<WorkOrder<Integer>>> sets = List.of(new ArrayList<>(), new ArrayList<>());
    private Line line = new Plain(new LinkedBlockingQueue<>());
    private int invocations;

    /** Made by JMH. */
    public QueueBenchmark() {}

    /** Makes the queue, and two sets of orders, since the last of one may not be in the archive when the next begins. */
    @Setup
    public void open() {
        for (int i = 0; i < 2 * ORDERS; i++) {
            int pair = i % ORDERS / (ORDERS / pairs);
            sets.get(i / ORDERS).add(new WorkOrder<>("order-" + i, i % 8, Instant.EPOCH, pair));
        }
        line = switch (queue) {
            case "plimsoll" -> new Ours();
            case "priorityBlocking" ->
                new Plain(new PriorityBlockingQueue<>(
                        ON_THE_WAY, Comparator.comparingInt((WorkOrder<Integer> order) -> -order.priority())));
            default -> new Plain(new LinkedBlockingQueue<>());
        };
    }

    /** Ends the queue. */
    @TearDown
    public void close() {
        line.close();
        threads.shutdownNow();
    }

    /**
     * Passes all orders of one set.
     *
     * @throws Exception if something fails
     */
    @Benchmark
    @OperationsPerInvocation(ORDERS)
    public void pass() throws Exception {
        List<WorkOrder<Integer>> orders = sets.get(invocations++ % 2);
        int each = ORDERS / pairs;
        AtomicLongArray done = new AtomicLongArray(pairs * PADDING);
        List<Callable<Void>> work = new ArrayList<>();
        for (int pair = 0; pair < pairs; pair++) {
            int counter = pair * PADDING;
            List<WorkOrder<Integer>> own = orders.subList(pair * each, (pair + 1) * each);
            work.add(() -> {
                for (int i = 0; i < each; i++) {
                    for (int spins = 0; i - done.get(counter) >= ON_THE_WAY / pairs; spins++) {
                        giveWay(spins);
                    }
                    line.offer(own.get(i));
                }
                return null;
            });
            work.add(() -> {
                for (int i = 0; i < each; i++) {
                    done.incrementAndGet(line.finishNext().data() * PADDING);
                }
                return null;
            });
        }
        for (Future<Void> future : threads.invokeAll(work)) {
            future.get();
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // more threads than cores: the one that is waited for must run
    private static void giveWay(int spins) {
        if (spins < 100) {
            Thread.onSpinWait();
        } else {
            Thread.yield();
        }
    }

    private interface Line {
        void offer(WorkOrder<Integer> order);

        WorkOrder<Integer> finishNext() throws InterruptedException;

        default void close() {}
    }

    private record Plain(BlockingQueue<WorkOrder<Integer>> queue) implements Line {
        @Override
        public void offer(WorkOrder<Integer> order) {
            queue.add(order);
        }

        @Override
        public WorkOrder<Integer> finishNext() throws InterruptedException {
            return queue.take();
        }
    }

    private static final class Ours implements Line {
        private final WorkOrderQueue<Integer> queue = WorkOrderQueue.builder(
                        "benchmark", new InMemoryArchive<Integer>())
                .capacity(4 * ON_THE_WAY)
                .build();

        @Override
        public void offer(WorkOrder<Integer> order) {
            for (int spins = 0; !queue.offer(order).accepted(); spins++) {
                giveWay(spins);
            }
        }

        @Override
        public WorkOrder<Integer> finishNext() throws InterruptedException {
            WorkOrder<Integer> order = queue.take();
            if (!queue.complete(order.id())) {
                throw new IllegalStateException(order + " was not in progress");
            }
            return order;
        }

        @Override
        public void close() {
            queue.close();
        }
    }
}
