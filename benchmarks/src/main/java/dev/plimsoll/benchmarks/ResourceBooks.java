package dev.plimsoll.benchmarks;

import dev.plimsoll.resource.ResourceTracker;
import dev.plimsoll.resource.TrackedResource;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakTracker;
import java.lang.ref.Cleaner;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Makes what is compared with the tracker, by the name that a benchmark's parameter gives. */
final class ResourceBooks {
    private static final String TYPE = "file";

    private ResourceBooks() {}

    static ResourceBook make(String name) {
        return switch (name) {
            case "plimsoll" -> new Ours(false);
            case "plimsollHandle" -> new Ours(true);
            case "map" -> new OfMap();
            case "netty" -> new OfNetty(ResourceLeakDetector.Level.SIMPLE);
            case "nettyParanoid" -> new OfNetty(ResourceLeakDetector.Level.PARANOID);
            case "cleaner" -> new OfCleaner();
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static final class Ours implements ResourceBook {
        private final boolean handleRequired;
        private final ResourceTracker tracker = ResourceTracker.builder("benchmark")
                .idleTimeout(Duration.ofDays(1))
                .build();

        Ours(boolean handleRequired) {
            this.handleRequired = handleRequired;
        }

        @Override
        public Object track(String id, long sizeBytes) {
            return handleRequired
                    ? tracker.resource(id, TYPE)
                            .sizeBytes(sizeBytes)
                            .requireHandle()
                            .track()
                    : tracker.track(id, TYPE, sizeBytes, Map.of());
        }

        @Override
        public void release(String id, Object kept) {
            ((TrackedResource) kept).release();
        }

        @Override
        public void close() {
            tracker.close();
        }
    }

    private static final class OfMap implements ResourceBook {
        private final Map<String, Facts> live = new ConcurrentHashMap<>();

        @Override
        public Object track(String id, long sizeBytes) {
            Facts facts = new Facts(id, TYPE, sizeBytes, Map.of(), sizeBytes, sizeBytes);
            live.put(id, facts);
            return facts;
        }

        @Override
        public void release(String id, Object kept) {
            live.remove(id);
        }

        @Override
        public void close() {
            live.clear();
        }

        private record Facts(
                String id, String type, long sizeBytes, Map<String, String> metadata, long allocated, long used) {}
    }

    private static final class OfNetty implements ResourceBook {
        private final ResourceLeakDetector<Object> detector;

        OfNetty(ResourceLeakDetector.Level level) {
            ResourceLeakDetector.setLevel(level);
            detector = new ResourceLeakDetector<>(Object.class, 128);
        }

        @Override
        public Object track(String id, long sizeBytes) {
            Object user = new Object();
            return new Kept(user, detector.track(user));
        }

        @Override
        public void release(String id, Object kept) {
            Kept lost = (Kept) kept;
            ResourceLeakTracker<Object> tracker = lost.tracker;
            if (tracker != null) {
                tracker.close(lost.user);
            }
        }

        @Override
        public void close() {}

        private record Kept(Object user, @Nullable ResourceLeakTracker<Object> tracker) {}
    }

    private static final class OfCleaner implements ResourceBook {
        private final Cleaner cleaner = Cleaner.create();

        @Override
        public Object track(String id, long sizeBytes) {
            Object user = new Object();
            return new Cleaned(user, cleaner.register(user, () -> {}));
        }

        @Override
        public void release(String id, Object kept) {
            ((Cleaned) kept).registered.clean();
        }

        @Override
        public void close() {}

        private record Cleaned(Object user, Cleaner.Cleanable registered) {}
    }
}
