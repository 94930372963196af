package dev.plimsoll;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.junit.jupiter.api.Test;

/** The rules of the house that concern core: who may know whom, and what every event has in common. */
class HouseTest {
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.plimsoll");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.(**)").should().beFreeOfCycles().check(CORE);
    }

    @Test
    void figuresKnowNobody() {
        noClasses()
                .that()
                .resideInAPackage("dev.plimsoll.stats")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.plimsoll..")
                        .and(JavaClass.Predicates.resideOutsideOfPackage("dev.plimsoll.stats")))
                .check(CORE);
    }

    @Test
    void coreKnowsNoViewsTechnique() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("javax.management.MBeanServer")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("io.prometheus..", "com.sun.net.httpserver..", "java.util.logging..")
                .check(CORE);
    }

    @Test
    void noThreadWithoutAnOwner() {
        noClasses()
                .should()
                .callMethod(Executors.class, "newCachedThreadPool")
                .orShould()
                .callMethod(CompletableFuture.class, "runAsync", Runnable.class)
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Timer")
                .check(CORE);
    }

    @Test
    void eventsAreHiddenFinalAndNamedAsTheJdkAsks() {
        classes()
                .that()
                .areAssignableTo(Event.class)
                .should()
                .bePackagePrivate()
                .andShould()
                .haveModifier(JavaModifier.FINAL)
                .check(CORE);

        List<EventType> types = events().map(EventType::getEventType).toList();
        assertThat(types).extracting(EventType::getName).doesNotHaveDuplicates();
        for (EventType type : types) {
            assertThat(type.getName()).startsWith("dev.plimsoll.").doesNotEndWith("Event");
            assertThat(type.getDescription()).as(type.getName()).endsWith(".");
            assertThat(type.getCategoryNames()).as(type.getName()).first().isEqualTo("Plimsoll");
            assertThat(type.getLabel()).as(type.getName()).matches("[A-Z0-9].*[^.]");
        }
    }

    @Test
    void eventsLoseNoField() {
        events().forEach(event -> {
            for (var field : event.getDeclaredFields()) {
                if (field.isSynthetic() || Modifier.isStatic(field.getModifiers())) {
                    continue;
                }
                assertThat(field.getAnnotation(Label.class))
                        .as(field.toString())
                        .isNotNull();
                assertThat(EventType.getEventType(event).getField(field.getName()))
                        .as(field + " as " + event.getAnnotation(Name.class).value())
                        .isNotNull();
            }
        });
    }

    private static Stream<Class<? extends Event>> events() {
        return CORE.stream()
                .filter(type -> type.isAssignableTo(Event.class))
                .map(type -> type.reflect().asSubclass(Event.class));
    }
}
