package dev.plimsoll.work;

import dev.plimsoll.ManualTicker;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * That concurrent calls have the results of some order of single ones. Two halves, since an id is claimed before its order
 * can be taken: orders that pass between threads, each id offered once; and ids that are offered at the same time.
 */
class WorkOrderQueueLinearizabilityTest {
    private static final int THREADS = 3;
    private static final int ITERATIONS = Integer.getInteger("plimsoll.lincheck.iterations", 6);

    @Test
    void orders() {
        new ModelCheckingOptions()
                .iterations(ITERATIONS)
                .invocationsPerIteration(100)
                .threads(THREADS)
                .actorsPerThread(3)
                .actorsBefore(2)
                .actorsAfter(2)
                .sequentialSpecification(OrdersOneByOne.class)
                .check(Orders.class);
    }

    @Test
    void ids() {
        new ModelCheckingOptions()
                .iterations(ITERATIONS)
                .invocationsPerIteration(100)
                .threads(THREADS)
                .actorsPerThread(3)
                .sequentialSpecification(IdsOneByOne.class)
                .check(Ids.class);
    }

    /** What threads do with orders: each finishes what it holds, the one taken first first. */
    @Param(name = "thread", gen = ThreadIdGen.class)
    @Param(name = "priority", gen = IntGen.class, conf = "1:3")
    public static class Orders {
        private final WorkOrderQueue<String> queue = WorkOrderQueue.builder("orders", new InMemoryArchive<String>())
                .ticker(new ManualTicker())
                .maximumAttempts(2)
                .build();
        private final Hands hands = new Hands();

        @Operation
        public OfferResult offer(@Param(name = "thread") int thread, @Param(name = "priority") int priority) {
            return queue.offer(WorkOrder.of(hands.newId(thread), priority, ""));
        }

        @Operation
        public @Nullable String poll(@Param(name = "thread") int thread) {
            return hands.take(thread, queue.poll().map(WorkOrder::id).orElse(null));
        }

        @Operation
        public boolean complete(@Param(name = "thread") int thread) {
            String id = hands.held[thread].poll();
            return id != null && queue.complete(id);
        }

        @Operation
        public @Nullable FailureResult fail(@Param(name = "thread") int thread) {
            String id = hands.held[thread].poll();
            return id == null ? null : queue.fail(id, "broken");
        }
    }

    /** The same for one thread at a time, as plain as can be. */
    public static class OrdersOneByOne {
        private record Order(String id, int priority, int number, int attempts) {
            boolean goesBefore(Order other) {
                return priority != other.priority ? priority > other.priority : number < other.number;
            }
        }

        private final List<Order> waiting = new ArrayList<>();
        private final List<Order> inProgress = new ArrayList<>();
        private final Hands hands = new Hands();
        private int number;

        public OfferResult offer(int thread, int priority) {
            waiting.add(new Order(hands.newId(thread), priority, ++number, 0));
            return OfferResult.ACCEPTED;
        }

        public @Nullable String poll(int thread) {
            Order next = null;
            for (Order order : waiting) {
                if (next == null || order.goesBefore(next)) {
                    next = order;
                }
            }
            if (next == null) {
                return null;
            }
            waiting.remove(next);
            inProgress.add(new Order(next.id, next.priority, next.number, next.attempts + 1));
            return hands.take(thread, next.id);
        }

        public boolean complete(int thread) {
            return end(thread) != null;
        }

        public @Nullable FailureResult fail(int thread) {
            Order order = end(thread);
            if (order == null) {
                return null;
            }
            if (order.attempts == 2) {
                return FailureResult.DEAD_LETTER;
            }
            waiting.add(order);
            return FailureResult.RETRY;
        }

        private @Nullable Order end(int thread) {
            String id = hands.held[thread].poll();
            for (Order order : inProgress) {
                if (order.id.equals(id)) {
                    inProgress.remove(order);
                    return order;
                }
            }
            return null;
        }
    }

    /** What each thread has in hands, and the ids that it gave. */
    private static final class Hands {
        @SuppressWarnings({"unchecked", "rawtypes"})
        final Deque<String>[] held = new Deque[THREADS + 2];

        private final int[] offered = new int[THREADS + 2];

        Hands() {
            for (int i = 0; i < held.length; i++) {
                held[i] = new ArrayDeque<>();
            }
        }

        String newId(int thread) {
            return thread + "-" + ++offered[thread];
        }

        @Nullable
        String take(int thread, @Nullable String id) {
            if (id != null) {
                held[thread].add(id);
            }
            return id;
        }
    }

    /** A queue of two places that nothing leaves. */
    @Param(name = "id", gen = IntGen.class, conf = "1:4")
    public static class Ids {
        private final WorkOrderQueue<String> queue = WorkOrderQueue.builder("ids", new InMemoryArchive<String>())
                .ticker(new ManualTicker())
                .capacity(2)
                .build();

        @Operation
        public OfferResult offer(@Param(name = "id") int id) {
            return queue.offer(WorkOrder.of("order-" + id, 1, ""));
        }
    }

    /** The same for one thread at a time. */
    public static class IdsOneByOne {
        private final Set<Integer> live = new HashSet<>();

        public OfferResult offer(int id) {
            if (live.contains(id)) {
                return OfferResult.DUPLICATE;
            }
            if (live.size() == 2) {
                return OfferResult.FULL;
            }
            live.add(id);
            return OfferResult.ACCEPTED;
        }
    }
}
