package dev.plimsoll.examples.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All other tests run on the class path; here every module descriptor has to resolve with what its module depends on. */
class ModuleDescriptorTest {
    private static final Pattern PATH_SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

    @ParameterizedTest
    @ValueSource(strings = {"dev.plimsoll.core", "dev.plimsoll.jmx", "dev.plimsoll.exporter", "dev.plimsoll.adopt"})
    void resolvesOnTheModulePath(String module) {
        Path[] entries = Arrays.stream(PATH_SEPARATOR.split(System.getProperty("java.class.path")))
                .map(Path::of)
                .toArray(Path[]::new);

        Configuration resolved =
                ModuleLayer.boot().configuration().resolve(ModuleFinder.of(entries), ModuleFinder.of(), Set.of(module));

        assertThat(resolved.findModule(module))
                .hasValueSatisfying(found ->
                        assertThat(found.reference().descriptor().isAutomatic()).isFalse());
    }
}
