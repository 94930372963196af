package dev.plimsoll.resource;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Tracks open files, and temporary files and directories, which are deleted when they are released or evicted. */
public final class TrackedFiles {
    private static final AtomicLong LAST_NUMBER = new AtomicLong();

    private TrackedFiles() {}

    /**
     * Opens a file, tracked as type {@code file} with the size it has now.
     *
     * @param tracker who tracks it
     * @param file the file
     * @param options how to open it
     * @return the channel; closing it closes the channel
     * @throws IOException if it cannot be opened
     * @throws IllegalStateException if the tracker is closed; the channel is closed then
     */
    public static Tracked<FileChannel> open(ResourceTracker tracker, Path file, OpenOption... options)
            throws IOException {
        FileChannel channel = FileChannel.open(file, options);
        return track(tracker, "file", file, channel.size(), channel, channel);
    }

    /**
     * Makes an empty temporary file, tracked as type {@code temporaryFile}. Its size is not followed; see {@link
     * TrackedResource#resize}.
     *
     * @param tracker who tracks it
     * @param prefix how its name begins
     * @param suffix how its name ends, such as {@code .wav}
     * @return the file, which is deleted when it is released
     * @throws IOException if it cannot be made
     * @throws IllegalStateException if the tracker is closed; the file is deleted then
     */
    public static Tracked<Path> temporaryFile(ResourceTracker tracker, String prefix, String suffix)
            throws IOException {
        Path file = Files.createTempFile(prefix, suffix);
        return track(tracker, "temporaryFile", file, 0, file, () -> Files.deleteIfExists(file));
    }

    /**
     * Makes an empty temporary directory, tracked as type {@code temporaryDirectory}.
     *
     * @param tracker who tracks it
     * @param prefix how its name begins
     * @return the directory, which is deleted with all that is in it when it is released; links are not followed
     * @throws IOException if it cannot be made
     * @throws IllegalStateException if the tracker is closed; the directory is deleted then
     */
    public static Tracked<Path> temporaryDirectory(ResourceTracker tracker, String prefix) throws IOException {
        Path directory = Files.createTempDirectory(prefix);
        return track(tracker, "temporaryDirectory", directory, 0, directory, () -> deleteTree(directory));
    }

    private static <T> Tracked<T> track(
            ResourceTracker tracker, String type, Path path, long sizeBytes, T value, AutoCloseable closer)
            throws IOException {
        ResourceRequest request = tracker.resource(path + "#" + LAST_NUMBER.incrementAndGet(), type)
                .sizeBytes(sizeBytes)
                .metadata(Map.of("path", path.toString()));
        try {
            return Tracked.ofOwn(request, value, closer);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    /** Deletes as much as can be deleted, then throws the first failure with the others suppressed. */
    private static void deleteTree(Path directory) throws IOException {
        DeletingVisitor visitor = new DeletingVisitor();
        if (Files.exists(directory)) {
            Files.walkFileTree(directory, visitor);
        }
        if (visitor.failure != null) {
            throw visitor.failure;
        }
    }

    private static final class DeletingVisitor extends SimpleFileVisitor<Path> {
        @Nullable
        IOException failure;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            return delete(file);
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return failed(e);
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) {
            return e == null ? delete(directory) : failed(e);
        }

        private FileVisitResult delete(Path path) {
            try {
                Files.deleteIfExists(path);
                return FileVisitResult.CONTINUE;
            } catch (IOException e) {
                return failed(e);
            }
        }

        private FileVisitResult failed(IOException e) {
            if (failure == null) {
                failure = e;
            } else {
                failure.addSuppressed(e);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
