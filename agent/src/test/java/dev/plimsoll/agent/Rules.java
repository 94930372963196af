package dev.plimsoll.agent;

import dev.plimsoll.adopt.AdoptionRule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Rules as the agent reads them. */
public final class Rules {
    private Rules() {}

    public static List<AdoptionRule> builtIn() {
        return Adoptions.builtIn().stream()
                .map(new RuleReader("built-in rule")::read)
                .toList();
    }

    /** The file that the built-in rules are in. */
    public static String text() throws IOException {
        try (InputStream in = Objects.requireNonNull(Rules.class.getResourceAsStream("rules.yaml"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Those below {@code adopt} of a configuration file. */
    public static List<AdoptionRule> of(String file) {
        Map<?, ?> root = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(file);
        return ((List<?>) root.get("adopt"))
                .stream().map(new RuleReader("example")::read).toList();
    }
}
