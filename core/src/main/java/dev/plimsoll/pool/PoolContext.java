package dev.plimsoll.pool;

import dev.plimsoll.ManagerId;
import dev.plimsoll.Ticker;

/** The parts of one pool, which know each other through it. */
final class PoolContext<K, C> {
    final ManagerId id;
    final Ticker ticker;
    final long seed;
    final Figures figures = new Figures();
    final Lifetimes lifetimes;
    final PoolSettings settings;
    final Dispatcher<K, C> dispatcher;
    final Victims<K, C> victims = new Victims<>();
    final Waiting<K, C> waiting;
    final Holders<K, C> holders;
    final Eviction<K, C> eviction;
    final Upkeep<K, C> upkeep;
    final Errands errands;
    final Callbacks<K, C> callbacks;

    PoolContext(PoolBuilder<K, C> builder) {
        id = new ManagerId("ConnectionPool", builder.name);
        ticker = builder.ticker;
        seed = builder.seed;
        dispatcher = new Dispatcher<>(this);
        settings = new PoolSettings(id, builder, this);
        lifetimes = new Lifetimes(settings, seed);
        waiting = new Waiting<>(this);
        holders = new Holders<>(this);
        eviction = new Eviction<>(this);
        upkeep = new Upkeep<>(this);
        errands = new Errands("plimsoll-pool-" + builder.name, ticker);
        callbacks = new Callbacks<>(this, builder);
    }
}
