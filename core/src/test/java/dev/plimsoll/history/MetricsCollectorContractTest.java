package dev.plimsoll.history;

import dev.plimsoll.ManualTicker;
import dev.plimsoll.Plimsoll;
import dev.plimsoll.contract.ManagerContractTest;
import org.junit.jupiter.api.AfterEach;

class MetricsCollectorContractTest extends ManagerContractTest<MetricsCollector> {
    private final Plimsoll plimsoll = Plimsoll.create(ticker);

    @AfterEach
    void close() {
        plimsoll.close();
    }

    @Override
    protected MetricsCollector create(ManualTicker clock) {
        return MetricsCollector.builder("contract", plimsoll).ticker(clock).build();
    }
}
