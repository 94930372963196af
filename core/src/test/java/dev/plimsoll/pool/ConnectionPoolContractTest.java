package dev.plimsoll.pool;

import dev.plimsoll.ManualTicker;
import dev.plimsoll.contract.UserCode;
import dev.plimsoll.contract.UserCodeContractTest;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

class ConnectionPoolContractTest extends UserCodeContractTest<ConnectionPool<String, UserCode>> {
    private final Set<String> closing = ConcurrentHashMap.newKeySet();

    @Override
    protected ConnectionPool<String, UserCode> create(ManualTicker clock) {
        return ConnectionPool.<String, UserCode>builder("contract", key -> () -> {})
                .maximumSize(200)
                .closer(UserCode::run)
                .ticker(clock)
                .build();
    }

    @Override
    protected void add(ConnectionPool<String, UserCode> into, String key, UserCode onRemoval) {
        into.offer(key, () -> {
            closing.add(key);
            onRemoval.run();
        });
    }

    @Override
    protected boolean holds(ConnectionPool<String, UserCode> in, String key) {
        return !closing.contains(key) && in.stats().idleConnections() != 0;
    }

    @Override
    protected Duration dueAfter() {
        return Duration.ofMinutes(1);
    }

    @Override
    protected Set<String> events() {
        return Set.of("dev.plimsoll.ConnectionEvicted", "dev.plimsoll.ConnectionClosed");
    }
}
