package dev.plimsoll.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.plimsoll.pool.ConnectionPool;
import dev.plimsoll.pool.Lease;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.commons.pool2.BaseKeyedPooledObjectFactory;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericKeyedObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPool;
import stormpot.Allocator;
import stormpot.Pool;
import stormpot.Poolable;
import stormpot.Slot;
import stormpot.Timeout;

/** Makes the pools by the name that a benchmark's parameter gives. */
final class Peers {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Peers() {}

    static Peer make(String name, int size, boolean armed) {
        return switch (name) {
            case "plimsoll" -> new Ours(size, armed, false, 32);
            case "plimsollExact" -> new Ours(size, armed, false, 1);
            case "plimsollStacks" -> new Ours(size, armed, true, 32);
            case "stormpot" -> new Stormpot(size);
            case "agroal" -> new Agroal(size, armed);
            case "hikari" -> new Hikari(size, armed);
            case "commons" -> new Commons(size);
            case "commonsKeyed" -> new CommonsKeyed(size);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static final class Ours implements Peer {
        private static final String KEY = "db.example:5432";
        private final ConnectionPool<String, Object> pool;

        Ours(int size, boolean armed, boolean stacks, int timingInterval) {
            pool = ConnectionPool.<String, Object>builder("bench", key -> new Object())
                    .maximumSize(size)
                    .maximumPerKey(size)
                    .minimumIdle(size)
                    .timingInterval(timingInterval)
                    .holdLimit(armed ? Duration.ofSeconds(10) : Duration.ZERO)
                    .captureStacks(stacks)
                    .build();
        }

        @Override
        public int cycle(Use use) throws InterruptedException {
            try (Lease<Object> lease = pool.acquire(KEY, PATIENCE)) {
                Object connection = lease.connection();
                use.with(connection);
                return connection.hashCode();
            }
        }

        @Override
        public void close() {
            pool.close();
        }
    }

    private static final class Stormpot implements Peer {
        private static final Timeout TIMEOUT = new Timeout(1, TimeUnit.SECONDS);
        private final Pool<Thing> pool;

        Stormpot(int size) {
            pool = Pool.from(new Allocator<Thing>() {
                        @Override
                        public Thing allocate(Slot slot) {
                            return new Thing(slot);
                        }

                        @Override
                        public void deallocate(Thing thing) {}
                    })
                    .setSize(size)
                    .build();
        }

        @Override
        public int cycle(Use use) throws Exception {
            Thing thing = pool.claim(TIMEOUT);
            while (thing == null) { // 3.2 lets a thread starve while others take what they gave back themselves
                thing = pool.claim(TIMEOUT);
            }
            try {
                use.with(thing);
                return thing.hashCode();
            } finally {
                thing.release();
            }
        }

        @Override
        public void close() throws Exception {
            pool.shutdown().await(TIMEOUT);
        }

        private record Thing(Slot slot) implements Poolable {
            @Override
            public void release() {
                slot.release(this);
            }

            @Override
            public int hashCode() {
                return System.identityHashCode(this);
            }

            @Override
            public boolean equals(Object other) {
                return this == other;
            }
        }
    }

    private static final class Agroal implements Peer {
        private final AgroalDataSource source;

        Agroal(int size, boolean armed) {
            try {
                source = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                        .metricsEnabled(true)
                        .connectionPoolConfiguration(pool -> pool.initialSize(size)
                                .maxSize(size)
                                .acquisitionTimeout(PATIENCE)
                                .leakTimeout(armed ? Duration.ofSeconds(10) : Duration.ZERO)
                                .connectionFactoryConfiguration(
                                        factory -> factory.connectionProviderClass(NoDataSource.class))));
            } catch (java.sql.SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public int cycle(Use use) throws Exception {
            try (Connection connection = source.getConnection()) {
                use.with(connection);
                return System.identityHashCode(connection);
            }
        }

        @Override
        public void close() {
            source.close();
        }
    }

    private static final class Hikari implements Peer {
        private final HikariDataSource source;

        Hikari(int size, boolean armed) {
            HikariConfig config = new HikariConfig();
            config.setDataSource(new NoDataSource());
            config.setMaximumPoolSize(size);
            config.setMinimumIdle(size);
            config.setConnectionTimeout(PATIENCE.toMillis());
            config.setLeakDetectionThreshold(armed ? 10_000 : 0);
            source = new HikariDataSource(config);
        }

        @Override
        public int cycle(Use use) throws Exception {
            try (Connection connection = source.getConnection()) {
                use.with(connection);
                return System.identityHashCode(connection);
            }
        }

        @Override
        public void close() {
            source.close();
        }
    }

    private static final class Commons implements Peer {
        private final GenericObjectPool<Object> pool;

        Commons(int size) {
            pool = new GenericObjectPool<>(new BasePooledObjectFactory<Object>() {
                @Override
                public Object create() {
                    return new Object();
                }

                @Override
                public PooledObject<Object> wrap(Object thing) {
                    return new DefaultPooledObject<>(thing);
                }
            });
            pool.setMaxTotal(size);
            pool.setMaxIdle(size);
        }

        @Override
        public int cycle(Use use) throws Exception {
            Object thing = pool.borrowObject(PATIENCE);
            try {
                use.with(thing);
                return thing.hashCode();
            } finally {
                pool.returnObject(thing);
            }
        }

        @Override
        public void close() {
            pool.close();
        }
    }

    private static final class CommonsKeyed implements Peer {
        private static final String KEY = "db.example:5432";
        private final GenericKeyedObjectPool<String, Object> pool;

        CommonsKeyed(int size) {
            pool = new GenericKeyedObjectPool<>(new BaseKeyedPooledObjectFactory<String, Object>() {
                @Override
                public Object create(String key) {
                    return new Object();
                }

                @Override
                public PooledObject<Object> wrap(Object thing) {
                    return new DefaultPooledObject<>(thing);
                }
            });
            pool.setMaxTotal(size);
            pool.setMaxTotalPerKey(size);
            pool.setMaxIdlePerKey(size);
            pool.setMaxWait(PATIENCE);
        }

        @Override
        public int cycle(Use use) throws Exception {
            Object thing = pool.borrowObject(KEY);
            try {
                use.with(thing);
                return thing.hashCode();
            } finally {
                pool.returnObject(KEY, thing);
            }
        }

        @Override
        public void close() {
            pool.close();
        }
    }
}
