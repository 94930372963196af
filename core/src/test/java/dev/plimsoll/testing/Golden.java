package dev.plimsoll.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Compares names and units with a file under {@code src/test/resources/golden}, since a renamed figure is a changed
 * public interface. {@code -Dplimsoll.golden.update=true} writes the files instead.
 */
public final class Golden {
    private Golden() {}

    /** Fails unless a module's golden file has exactly these lines. */
    public static void assertMatches(String module, String file, List<String> lines) throws IOException {
        Path path = Path.of(System.getProperty("plimsoll.root"), module, "src/test/resources/golden", file);
        if (Boolean.getBoolean("plimsoll.golden.update")) {
            Files.createDirectories(path.getParent());
            Files.write(path, lines);
        }
        assertThat(lines).as("names in %s", path).isEqualTo(Files.readAllLines(path));
    }
}
