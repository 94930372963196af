package dev.plimsoll.agent;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the house that concern several modules. The agent has them all on its class path. */
class HouseTest {
    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar") && !location.contains("test-classes"))
            .importPackages("dev.plimsoll");

    /** Public, although nothing in another package of the code refers to them. */
    private static final List<String> ON_PURPOSE = List.of(
            // loaded by name
            "dev.plimsoll.agent.Agent",
            "dev.plimsoll.agent.boot.PlimsollAgent",
            "dev.plimsoll.agent.cli.CommandLineMain",
            "dev.plimsoll.agent.config.FileValues",
            "dev.plimsoll.agent.hook.Weaver",
            // what the page of all keys is made of
            "dev.plimsoll.agent.config.Key",
            "dev.plimsoll.agent.config.Keys",
            "dev.plimsoll.agent.config.ValueType",
            // what a frame is made of
            "dev.plimsoll.agent.top.Figure",
            "dev.plimsoll.agent.top.Load",
            "dev.plimsoll.agent.top.Unit");

    /** So a new manager changes nothing in a view. */
    @ParameterizedTest
    @ValueSource(strings = {"dev.plimsoll.jmx", "dev.plimsoll.exporter", "dev.plimsoll.jfr"})
    void viewsKnowNoManager(String view) {
        String[] known = {view, "dev.plimsoll", "dev.plimsoll.stats", "dev.plimsoll.internal"};
        noClasses()
                .that()
                .resideInAPackage(view)
                .should()
                .dependOnClassesThat(resideInAPackage("dev.plimsoll..").and(not(resideInAnyPackage(known))))
                .check(ALL);
    }

    /** What core keeps to itself is not exported, but on the class path nothing else stops another module. */
    @Test
    void onlyCoreKnowsItsInternals() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.plimsoll.jmx..", "dev.plimsoll.exporter..", "dev.plimsoll.adopt..", "dev.plimsoll.agent..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.plimsoll.internal..")
                .check(ALL);
    }

    /** The application's class loader sees the entry and nothing else of us. */
    @Test
    void entryKnowsNobody() {
        noClasses()
                .that()
                .resideInAPackage("dev.plimsoll.agent.boot..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("dev.plimsoll..").and(not(resideInAPackage("dev.plimsoll.agent.boot.."))))
                .check(ALL);
    }

    /** A class is public because its package is exported, or because another package of its module needs it. */
    @Test
    void nothingIsPublicByAccident() throws IOException {
        Set<String> exported = exportedPackages();
        assertThat(exported).contains("dev.plimsoll", "dev.plimsoll.jmx", "dev.plimsoll.exporter");
        List<String> byAccident = ALL.stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(type -> type.getEnclosingClass().isEmpty())
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .filter(type -> !exported.contains(type.getPackageName()))
                .filter(type -> type.getDirectDependenciesToSelf().stream()
                        .allMatch(use -> use.getOriginClass().getPackageName().equals(type.getPackageName())))
                .map(JavaClass::getName)
                .sorted()
                .toList();

        assertThat(byAccident).containsExactlyInAnyOrderElementsOf(ON_PURPOSE);
    }

    private static Set<String> exportedPackages() throws IOException {
        Path root = Path.of(System.getProperty("plimsoll.root"));
        Set<String> exported = new TreeSet<>();
        try (Stream<Path> modules = Files.list(root)) {
            for (Path descriptor : modules.map(module -> module.resolve("target/classes/module-info.class"))
                    .filter(Files::exists)
                    .toList()) {
                exported.addAll(ModuleDescriptor.read(Files.newInputStream(descriptor)).exports().stream()
                        .filter(export -> !export.isQualified())
                        .map(ModuleDescriptor.Exports::source)
                        .collect(Collectors.toSet()));
            }
        }
        return exported;
    }
}
