package dev.plimsoll.work;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** An archive that keeps what it stores, and misbehaves as told. */
final class ScriptedArchive implements WorkOrderArchive<String> {
    final InMemoryArchive<String> kept = new InMemoryArchive<>();
    final List<List<FinishedOrder<String>>> given = new ArrayList<>();
    final CountDownLatch hangUntil = new CountDownLatch(1);
    final AtomicInteger hanging = new AtomicInteger();
    volatile Behaviour behaviour = this::keepAll;

    interface Behaviour {
        Collection<String> store(List<FinishedOrder<String>> orders) throws Throwable;
    }

    @Override
    public Collection<String> store(List<FinishedOrder<String>> orders) throws Exception {
        synchronized (given) {
            given.add(orders);
        }
        try {
            return behaviour.store(orders);
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public Optional<FinishedOrder<String>> find(String id) {
        return kept.find(id);
    }

    int calls() {
        synchronized (given) {
            return given.size();
        }
    }

    Collection<String> keepAll(List<FinishedOrder<String>> orders) {
        return kept.store(orders);
    }

    /** Hangs and does not care to be interrupted, then keeps all. */
    Collection<String> hang(List<FinishedOrder<String>> orders) {
        hanging.incrementAndGet();
        boolean interrupted = false;
        while (hangUntil.getCount() > 0) {
            try {
                hangUntil.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return kept.store(orders);
    }
}
