package dev.plimsoll.pool;

import dev.plimsoll.Cleanups;
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
    final Population<K, C> population;
    final Matching<K, C> matching;
    final Victims<K, C> victims;
    final Waiting<K, C> waiting;
    final Holders<K, C> holders;
    final Eviction<K, C> eviction;
    final Upkeep<K, C> upkeep;
    final Cleanups cleanups;
    final Errands errands;
    final Callbacks<K, C> callbacks;

    PoolContext(PoolBuilder<K, C> builder, Cleanups.Body clean) {
        id = new ManagerId("ConnectionPool", builder.name);
        ticker = builder.ticker;
        seed = builder.seed;
        dispatcher = new Dispatcher<>(this);
        population = new Population<>(this);
        matching = new Matching<>(this);
        victims = new Victims<>(dispatcher);
        settings = new PoolSettings(id, builder, this);
        lifetimes = new Lifetimes(settings, seed);
        waiting = new Waiting<>(this);
        holders = new Holders<>(this);
        eviction = new Eviction<>(this);
        upkeep = new Upkeep<>(this);
        cleanups = new Cleanups(id, ticker, clean);
        errands = new Errands("plimsoll-pool-" + builder.name, ticker);
        callbacks = new Callbacks<>(this, builder);
    }
}
