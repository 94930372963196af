package servicedesk;

import dev.plimsoll.pool.ConnectionUnavailableException;
import dev.plimsoll.pool.Lease;
import dev.plimsoll.work.WorkOrder;
import dev.plimsoll.work.WorkOrderQueueClosedException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Hands the next work order to the technician who has been ready for longest. */
final class Dispatcher implements AutoCloseable {

    private static final Duration ROUND = Duration.ofMillis(200);
    private static final Duration LEASE_WAIT = Duration.ofSeconds(1);

    private final Managers managers;
    private final BlockingQueue<Technician> ready = new LinkedBlockingQueue<>();
    private final Thread thread;

    Dispatcher(Managers managers) {
        this.managers = managers;
        thread = new Thread(this::run, "service-desk-dispatcher");
        thread.setDaemon(true);
        thread.start();
    }

    void ready(Technician technician) {
        ready.add(technician);
    }

    private void run() {
        try {
            while (true) {
                Technician technician = ready.take();
                Optional<WorkOrder<String>> order = orderFor(technician);
                if (order.isPresent() && !give(technician, order.get())) {
                    giveToAnother(order.get());
                }
            }
        } catch (InterruptedException | WorkOrderQueueClosedException e) {
            // the desk closes
        }
    }

    /** Waits for an order as long as the technician is there. */
    private Optional<WorkOrder<String>> orderFor(Technician technician) throws InterruptedException {
        Optional<WorkOrder<String>> order = Optional.empty();
        while (order.isEmpty() && technician.isConnected()) {
            order = managers.orders.poll(ROUND);
        }
        return order;
    }

    /** The technician went away in the last moment; the order stays in hand, and its lease is kept, until one is ready. */
    private void giveToAnother(WorkOrder<String> order) throws InterruptedException {
        while (managers.orders.renew(order.id())) {
            Technician technician = ready.poll(ROUND.toMillis(), TimeUnit.MILLISECONDS);
            if (technician != null && give(technician, order)) {
                return;
            }
        }
    }

    private boolean give(Technician technician, WorkOrder<String> order) throws InterruptedException {
        if (!technician.isConnected()) {
            return false;
        }
        Lease<Technician> lease;
        try {
            lease = managers.sockets.acquire(technician.name(), LEASE_WAIT);
        } catch (ConnectionUnavailableException e) {
            tryLater(technician);
            return false;
        }
        if (lease.connection()
                != technician) { // he has come back on another socket, and has yet to say that he is ready
            lease.close();
            return false;
        }
        String what = managers.instructions.get(order.data(), kind -> "see to the " + kind);
        if (!technician.begin(lease, order, what == null ? order.data() : what)) {
            lease.invalidate();
            return false;
        }
        return true;
    }

    /** The pool may be suspended. */
    private void tryLater(Technician technician) {
        if (technician.isConnected()) {
            ready.add(technician);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(LEASE_WAIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
