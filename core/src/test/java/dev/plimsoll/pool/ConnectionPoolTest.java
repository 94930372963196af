package dev.plimsoll.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.CleanupCause;
import dev.plimsoll.ManualTicker;
import dev.plimsoll.pool.ConnectionUnavailableException.Reason;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one caller sees of a pool of TCP connections. */
class ConnectionPoolTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final ManualTicker ticker = new ManualTicker();
    private final List<ConnectionPool<?, ?>> pools = new ArrayList<>();
    private EchoServer server;
    private InetSocketAddress address;

    @BeforeEach
    void start() throws Exception {
        server = new EchoServer();
        address = server.address();
    }

    @AfterEach
    void stop() throws Exception {
        pools.forEach(ConnectionPool::close);
        server.close();
    }

    private ConnectionPoolBuilder<InetSocketAddress, Socket> builder() {
        return ConnectionPool.<InetSocketAddress, Socket>builder("echo", EchoServer::connect)
                .ticker(ticker);
    }

    private <C> ConnectionPool<InetSocketAddress, C> build(ConnectionPoolBuilder<InetSocketAddress, C> builder) {
        ConnectionPool<InetSocketAddress, C> pool = builder.build();
        pools.add(pool);
        return pool;
    }

    @Test
    void reusesAConnection() throws Exception {
        ConnectionPool<InetSocketAddress, Socket> pool = build(builder());
        Socket first;
        try (Lease<Socket> lease = pool.acquire(address, SOON)) {
            first = lease.connection();
            assertThat(EchoServer.roundTrip(first, 42)).isEqualTo(42);
        }
        try (Lease<Socket> lease = pool.acquire(address, SOON)) {
            assertThat(lease.connection()).isSameAs(first);
        }
        PoolStats stats = pool.stats();
        assertThat(stats.acquired()).isEqualTo(2);
        assertThat(stats.created()).isOne();
        assertThat(stats.idleConnections()).isOne();
        assertThat(stats.activeConnections()).isZero();
        assertThat(stats.acquisition().count()).isEqualTo(2);
        assertThat(stats.usage().count()).isEqualTo(2);
        assertThat(stats.creation().count()).isOne();
    }

    @Test
    void neverLeasesOneConnectionTwice() throws Exception {
        ConnectionPool<InetSocketAddress, Socket> pool = build(builder());
        try (Lease<Socket> one = pool.acquire(address, SOON);
                Lease<Socket> other = pool.acquire(address, SOON)) {
            assertThat(one.connection()).isNotSameAs(other.connection());
            assertThat(pool.stats().activeConnections()).isEqualTo(2);
        }
    }

    @Test
    void closingALeaseTwiceOrLateHarmsNobody() throws Exception {
        ConnectionPool<InetSocketAddress, Socket> pool = build(builder().maximumSize(1));
        Lease<Socket> early = pool.acquire(address, SOON);
        early.close();
        early.close();
        Lease<Socket> later = pool.acquire(address, SOON);
        early.close();
        early.invalidate();

        assertThat(later.connection().isClosed()).isFalse();
        assertThat(pool.stats().activeConnections()).isOne();
        assertThatThrownBy(early::connection).isInstanceOf(IllegalStateException.class);
        later.close();
        assertThat(pool.stats().usage().count()).isEqualTo(2);
    }

    @Test
    void refusesAConnectionThatItHasAlready() throws Exception {
        Socket only = EchoServer.connect(address);
        ConnectionPool<InetSocketAddress, Socket> pool =
                build(ConnectionPool.<InetSocketAddress, Socket>builder("same", key -> only));
        try (Lease<Socket> lease = pool.acquire(address, SOON)) {
            assertThat(lease.connection()).isSameAs(only);
            assertThatThrownBy(() -> pool.acquire(address, Duration.ofMillis(100)))
                    .isInstanceOf(ConnectionUnavailableException.class)
                    .hasMessageContaining("has already");
            assertThatThrownBy(() -> pool.offer(address, only)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void takesInWhatWasMadeElsewhereIfThereIsRoom() throws Exception {
        ConnectionPool<InetSocketAddress, Socket> pool = build(builder().maximumSize(1));
        Socket mine = EchoServer.connect(address);
        assertThat(pool.offer(address, mine)).isTrue();
        try (Socket another = EchoServer.connect(address)) {
            assertThat(pool.offer(address, another)).isFalse();
        }
        try (Lease<Socket> lease = pool.acquire(address, SOON)) {
            assertThat(lease.connection()).isSameAs(mine);
        }
        assertThat(pool.stats().created()).isZero();
    }

    @Test
    void saysExhaustedAndWhoHolds() throws Exception {
        ConnectionPool<InetSocketAddress, Socket> pool =
                build(builder().maximumSize(1).ticker(dev.plimsoll.Ticker.system()));
        try (Lease<Socket> lease = pool.acquire(address, SOON)) {
            var failure = catchThrowableOfType(
                    ConnectionUnavailableException.class, () -> pool.acquire(address, Duration.ofMillis(50)));
            assertThat(failure.reason()).isEqualTo(Reason.EXHAUSTED);
            assertThat(failure.holders()).singleElement().satisfies(holder -> {
                assertThat(holder.thread()).contains(Thread.currentThread().getName());
                assertThat(holder.key()).contains(address.toString());
                assertThat(holder.held()).isGreaterThanOrEqualTo(Duration.ofMillis(50));
            });
            assertThat(failure).hasMessageContaining("exhausted").hasMessageContaining("1 of at most 1");
            assertThat(lease.connection()).isNotNull();
        }
        assertThat(pool.stats().acquisitionTimeouts()).isOne();
    }

    @Test
    void saysBrokenAtOnceWhenNothingCanBeOpened() throws Exception {
        server.close();
        ConnectionPool<InetSocketAddress, Socket> pool = build(builder());
        var failure = catchThrowableOfType(ConnectionUnavailableException.class, () -> pool.acquire(address, SOON));
        assertThat(failure.reason()).isEqualTo(Reason.BROKEN);
        assertThat(failure).hasCauseInstanceOf(java.net.ConnectException.class);
        assertThat(pool.stats().creationFailures()).isOne();
        assertThat(pool.stats().totalConnections()).isZero();
    }

    @Test
    void saysClosed() throws Exception {
        ConnectionPool<InetSocketAddress, Socket> pool = build(builder());
        Lease<Socket> lease = pool.acquire(address, SOON);
        pool.acquire(address, SOON).close();
        pool.close();
        pool.close();
        var failure = catchThrowableOfType(ConnectionUnavailableException.class, () -> pool.acquire(address, SOON));
        assertThat(failure.reason()).isEqualTo(Reason.CLOSED);
        assertThat(EchoServer.roundTrip(lease.connection(), 7)).isEqualTo(7);
        lease.close();
        await().until(() -> pool.stats().totalConnections() == 0);
        assertThat(pool.stats().closed()).containsEntry(CloseCause.SHUTDOWN, 2L);
    }

    @Test
    void closesWhatItsHolderCallsBroken() throws Exception {
        ConnectionPool<InetSocketAddress, Socket> pool = build(builder());
        Lease<Socket> lease = pool.acquire(address, SOON);
        Socket broken = lease.connection();
        lease.invalidate();
        lease.close();
        await().until(broken::isClosed);
        try (Lease<Socket> next = pool.acquire(address, SOON)) {
            assertThat(next.connection()).isNotSameAs(broken);
        }
        assertThat(pool.stats().closed()).containsEntry(CloseCause.INVALIDATED, 1L);
    }

    @Test
    void validatesOnlyWhatWasIdleForLong() throws Exception {
        List<Socket> validated = new ArrayList<>();
        ConnectionPool<InetSocketAddress, Socket> pool =
                build(builder().validateAfterIdle(Duration.ofSeconds(10)).validator(socket -> {
                    validated.add(socket);
                    return EchoServer.roundTrip(socket, 1) == 1;
                }));
        pool.acquire(address, SOON).close();
        ticker.advance(Duration.ofSeconds(9));
        pool.acquire(address, SOON).close();
        assertThat(validated).isEmpty();
        ticker.advance(Duration.ofSeconds(10));
        pool.acquire(address, SOON).close();
        assertThat(validated).hasSize(1);

        server.hangUp();
        ticker.advance(Duration.ofSeconds(10));
        try (Lease<Socket> lease = pool.acquire(address, SOON)) {
            assertThat(EchoServer.roundTrip(lease.connection(), 3)).isEqualTo(3);
        }
        assertThat(pool.stats().closed()).containsEntry(CloseCause.INVALID, 1L);
    }

    @Test
    void validatesAlwaysWhenAskedTo() throws Exception {
        List<Socket> validated = new ArrayList<>();
        ConnectionPool<InetSocketAddress, Socket> pool =
                build(builder().validateAfterIdle(Duration.ZERO).validator(validated::add));
        for (int i = 0; i < 4; i++) {
            pool.acquire(address, SOON).close();
        }
        assertThat(validated).hasSize(3);
    }

    @Test
    void closesWhatIsIdleBeyondTheMinimumAndRenewsWhatIsBeyondItsTime() throws Exception {
        ConnectionPool<InetSocketAddress, Socket> pool = build(
                builder().minimumIdle(1).idleTimeout(Duration.ofSeconds(60)).timeToLive(Duration.ofMinutes(5)));
        Lease<Socket> one = pool.acquire(address, SOON);
        Lease<Socket> two = pool.acquire(address, SOON);
        one.close();
        two.close();
        ticker.advance(Duration.ofSeconds(59));
        assertThat(pool.stats().idleConnections()).isEqualTo(2);
        ticker.advance(Duration.ofSeconds(1));
        await().until(() -> pool.stats().totalConnections() == 1);
        assertThat(pool.stats().closed()).containsEntry(CloseCause.IDLE, 1L);
        ticker.advance(Duration.ofMinutes(5));
        await().until(() -> pool.stats().closed().get(CloseCause.EXPIRED) == 1);
        await().until(() -> pool.stats().totalConnections() == 0);
    }

    @Test
    void keepsTheMinimumReady() throws Exception {
        ConnectionPool<InetSocketAddress, Socket> pool = build(builder().minimumIdle(3));
        try (Lease<Socket> lease = pool.acquire(address, SOON)) {
            ticker.tick();
            await().until(() -> pool.stats().idleConnections() == 3);
            assertThat(lease.connection()).isNotNull();
        }
    }

    @Test
    void endsLifetimesSpreadAndEvenOfWhatIsHeld() throws Exception {
        ConnectionPool<InetSocketAddress, Socket> pool = build(builder()
                .seed(1)
                .maximumLifetime(Duration.ofSeconds(100))
                .idleTimeout(Duration.ofHours(1))
                .timeToLive(Duration.ofHours(1)));
        List<Lease<Socket>> leases = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            leases.add(pool.acquire(address, SOON));
        }
        Lease<Socket> held = leases.remove(0);
        leases.forEach(Lease::close);
        ticker.advance(Duration.ofSeconds(89));
        assertThat(pool.stats().totalConnections()).isEqualTo(10);
        ticker.advance(Duration.ofSeconds(6));
        await().until(() -> pool.stats().closed().get(CloseCause.MAX_LIFETIME) >= 1);
        assertThat(pool.stats().totalConnections()).isBetween(2L, 9L);
        ticker.advance(Duration.ofSeconds(5));
        await().until(() -> pool.stats().totalConnections() == 1);
        assertThat(EchoServer.roundTrip(held.connection(), 9)).isEqualTo(9);
        held.close();
        await().until(() -> pool.stats().totalConnections() == 0);
        assertThat(pool.stats().closed()).containsEntry(CloseCause.MAX_LIFETIME, 10L);
    }

    @Test
    void evictsOneKey() throws Exception {
        try (EchoServer second = new EchoServer()) {
            ConnectionPool<InetSocketAddress, Socket> pool = build(builder());
            pool.acquire(address, SOON).close();
            Lease<Socket> held = pool.acquire(second.address(), SOON);
            pool.acquire(second.address(), SOON).close();

            var result = pool.evict(second.address());

            assertThat(result.items()).isEqualTo(2);
            assertThat(result.cause()).isEqualTo(CleanupCause.OPERATOR);
            assertThat(pool.stats().idleConnections()).isOne();
            held.close();
            await().until(() -> pool.stats().totalConnections() == 1);
            await().until(() -> second.open() == 0);
            assertThat(server.open()).isOne();
        }
    }

    @Test
    void drainsAndGoesOn() throws Exception {
        ConnectionPool<InetSocketAddress, Socket> pool = build(builder());
        Socket before;
        try (Lease<Socket> lease = pool.acquire(address, SOON)) {
            before = lease.connection();
        }
        assertThat(pool.drain().items()).isOne();
        assertThat(before.isClosed()).isTrue();
        try (Lease<Socket> lease = pool.acquire(address, SOON)) {
            assertThat(lease.connection()).isNotSameAs(before);
        }
    }

    @Test
    void makesRoomForAnotherKeyAtTheCostOfTheLeastRecentlyUsed() throws Exception {
        try (EchoServer second = new EchoServer()) {
            ConnectionPool<InetSocketAddress, Socket> pool = build(builder().maximumSize(2));
            Lease<Socket> one = pool.acquire(address, SOON);
            Lease<Socket> two = pool.acquire(address, SOON);
            Socket older = one.connection();
            Socket newer = two.connection();
            one.close();
            ticker.advance(Duration.ofSeconds(1));
            two.close();
            pool.acquire(second.address(), SOON).close();
            assertThat(older.isClosed()).isTrue();
            assertThat(newer.isClosed()).isFalse();
            assertThat(pool.stats().closed()).containsEntry(CloseCause.CAPACITY, 1L);
        }
    }

    @Test
    void handsOutNothingWhileSuspended() throws Exception {
        ConnectionPool<InetSocketAddress, Socket> pool = build(builder());
        pool.acquire(address, SOON).close();
        pool.suspend();
        CompletableFuture<Lease<Socket>> waiting = pool.acquireAsync(address, SOON);
        var failure =
                catchThrowableOfType(ConnectionUnavailableException.class, () -> pool.acquire(address, Duration.ZERO));
        assertThat(failure.reason()).isEqualTo(Reason.CLOSED);
        assertThat(failure).hasMessageContaining("suspended");
        assertThat(waiting).isNotDone();
        pool.resume();
        waiting.get().close();
    }

    @Test
    void acquiresWithoutBlocking() throws Exception {
        ConnectionPool<InetSocketAddress, Socket> pool = build(builder().maximumSize(1));
        Lease<Socket> first = pool.acquireAsync(address, SOON).get();
        CompletableFuture<Lease<Socket>> cancelled = pool.acquireAsync(address, SOON);
        CompletableFuture<Lease<Socket>> second = pool.acquireAsync(address, SOON);
        CompletableFuture<Lease<Socket>> hasty = pool.acquireAsync(address, Duration.ofMillis(20));
        assertThat(pool.stats().waitingThreads()).isEqualTo(3);
        cancelled.cancel(true);
        ticker.advance(Duration.ofMillis(20));
        assertThatThrownBy(hasty::get).hasCauseInstanceOf(ConnectionUnavailableException.class);
        first.close();
        second.get().close();
        assertThat(pool.stats().waitingThreads()).isZero();
        assertThat(pool.stats().idleConnections()).isOne();
    }

    @Test
    void checksItsConfigurationAsAWhole() {
        assertThatThrownBy(() -> builder()
                        .maximumSize(0)
                        .minimumIdle(20)
                        .timeToLive(Duration.ofSeconds(-1))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ConnectionPool/echo")
                .hasMessageContaining("maximumSize = 0")
                .hasMessageContaining("minimumIdle = 20")
                .hasMessageContaining("timeToLive = PT-1S");
    }

    @Test
    void noticesALostLease() throws Exception {
        ConnectionPool<InetSocketAddress, Socket> pool = build(builder().maximumSize(1));
        Socket lost = pool.acquire(address, SOON).connection();
        await().until(() -> {
            System.gc();
            ticker.tick();
            return pool.stats().leaked() == 1;
        });
        await().until(lost::isClosed);
        pool.acquire(address, SOON).close();
        assertThat(pool.stats().closed()).containsEntry(CloseCause.LEAKED, 1L);
    }

    @Test
    void reportsWhoHoldsForTooLongOnce() throws Exception {
        ConnectionPool<InetSocketAddress, Socket> pool =
                build(builder().holdLimit(Duration.ofSeconds(30)).captureStacks(true));
        try (Lease<Socket> lease = pool.acquire(address, SOON)) {
            ticker.advance(Duration.ofSeconds(29));
            assertThat(pool.stats().overdue()).isZero();
            ticker.advance(Duration.ofSeconds(1));
            ticker.advance(Duration.ofSeconds(1));
            assertThat(pool.stats().overdue()).isOne();
            assertThat(pool.holders()).singleElement().satisfies(holder -> {
                assertThat(holder.held()).isEqualTo(Duration.ofSeconds(31));
                assertThat(holder.acquiredAt())
                        .anySatisfy(
                                frame -> assertThat(frame.getMethodName()).isEqualTo("reportsWhoHoldsForTooLongOnce"));
            });
            assertThat(lease.connection()).isNotNull();
        }
    }
}
