package dev.plimsoll.agent.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.IVersionProvider;

/** The version, which stands in the first line of the jar's index. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
        try (InputStream index = Version.class.getResourceAsStream("/index.txt")) {
            String version = index == null
                    ? "unknown"
                    : new String(index.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .findFirst()
                            .orElse("unknown");
            return new String[] {"Plimsoll " + version};
        }
    }
}
