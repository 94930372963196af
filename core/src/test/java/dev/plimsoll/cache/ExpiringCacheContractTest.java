package dev.plimsoll.cache;

import dev.plimsoll.ManualTicker;
import dev.plimsoll.contract.UserCode;
import dev.plimsoll.contract.UserCodeContractTest;
import java.time.Duration;
import java.util.Set;

class ExpiringCacheContractTest extends UserCodeContractTest<ExpiringCache<String, UserCode>> {
    @Override
    protected ExpiringCache<String, UserCode> create(ManualTicker clock) {
        ExpiringCache<String, UserCode> cache = ExpiringCache.<String, UserCode>builder("contract")
                .ticker(clock)
                .timeToLive(Duration.ofMinutes(1))
                .build();
        cache.addListener((key, code, cause) -> runSneakily(code));
        return cache;
    }

    @Override
    protected void add(ExpiringCache<String, UserCode> into, String key, UserCode onRemoval) {
        into.put(key, onRemoval);
    }

    @Override
    protected boolean holds(ExpiringCache<String, UserCode> in, String key) {
        return in.getIfPresent(key) != null;
    }

    @Override
    protected Duration dueAfter() {
        return Duration.ofMinutes(1).plusSeconds(3);
    }

    @Override
    protected Set<String> events() {
        return Set.of("dev.plimsoll.CacheEntryEvicted");
    }

    private static void runSneakily(UserCode code) {
        try {
            code.run();
        } catch (Exception e) {
            throw ExpiringCacheContractTest.<RuntimeException>as(e);
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> T as(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
