package dev.plimsoll.work;

import dev.plimsoll.ManualTicker;
import dev.plimsoll.contract.ManagerContractTest;

/** The code of the user is the archive here; {@link WorkOrderArchivingTest} has what is promised when it misbehaves. */
class WorkOrderQueueContractTest extends ManagerContractTest<WorkOrderQueue<String>> {
    @Override
    protected WorkOrderQueue<String> create(ManualTicker clock) {
        WorkOrderQueue<String> queue = WorkOrderQueue.builder("contract", new InMemoryArchive<String>())
                .ticker(clock)
                .maximumAttempts(1)
                .build();
        for (String id : new String[] {"done", "dead", "held", "waiting"}) {
            queue.submit(WorkOrder.of(id, 1, ""));
        }
        queue.complete(queue.poll().orElseThrow().id());
        queue.fail(queue.poll().orElseThrow().id(), "no");
        queue.poll();
        return queue;
    }
}
