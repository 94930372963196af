package dev.plimsoll.examples.runner;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** The Java runtimes that are installed. */
final class Jdks {

    private static final int OLDEST = 17;

    private Jdks() {}

    /** The one that runs the tests, then its neighbours that are new enough. */
    static List<Path> all() throws IOException {
        Path running = Path.of(System.getProperty("java.home")).toRealPath();
        try (Stream<Path> neighbours = Files.list(running.resolve(".."))) {
            List<Path> others = neighbours
                    .filter(path -> Files.isExecutable(path.resolve("bin/java")))
                    .filter(path -> feature(path) >= OLDEST)
                    .map(Jdks::real)
                    .sorted()
                    .toList();
            return Stream.concat(Stream.of(running), others.stream()).distinct().toList();
        }
    }

    /** Reads 25 of {@code JAVA_VERSION="25.0.3"}; 0 if there is no such line. */
    private static int feature(Path home) {
        Properties release = new Properties();
        try (Reader reader = Files.newBufferedReader(home.resolve("release"))) {
            release.load(reader);
        } catch (IOException e) {
            return 0;
        }
        String version = release.getProperty("JAVA_VERSION", "0").replace("\"", "");
        return Runtime.Version.parse(version.startsWith("1.") ? "8" : version).feature();
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path;
        }
    }
}
