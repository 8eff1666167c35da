package io.homelabhub.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.homelabhub.failure.HomelabException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds between the modules. This module sees them all, so it checks them all. */
class ArchitectureTests {
    static final String ROOT = "io.homelabhub";

    /** Those of all modules, without their tests. */
    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    /** The least each package must have: a rule over classes that were not scanned would always pass. */
    @Test
    void the_rules_see_every_module() {
        Map<String, Long> counts =
                CLASSES.stream().collect(Collectors.groupingBy(type -> type.getPackageName(), Collectors.counting()));

        assertThat(counts)
                .containsKeys(
                        "io.homelabhub",
                        "io.homelabhub.catalog",
                        "io.homelabhub.cli",
                        "io.homelabhub.cli.command.deploy",
                        "io.homelabhub.cli.line",
                        "io.homelabhub.cli.output",
                        "io.homelabhub.definition",
                        "io.homelabhub.deployment",
                        "io.homelabhub.compose",
                        "io.homelabhub.docker",
                        "io.homelabhub.engine",
                        "io.homelabhub.event",
                        "io.homelabhub.graph",
                        "io.homelabhub.plan",
                        "io.homelabhub.planning",
                        "io.homelabhub.run",
                        "io.homelabhub.testkit.engine",
                        "io.homelabhub.web",
                        "io.homelabhub.web.http",
                        "io.homelabhub.web.live");
        assertThat(CLASSES.size()).isGreaterThan(400);
    }

    @Test
    void packages_form_no_cycle() {
        check(slices().matching(ROOT + ".(**)").should().beFreeOfCycles());
    }

    @Test
    void the_front_door_is_all_public_and_small() {
        List<JavaClass> front = CLASSES.stream()
                .filter(type -> type.getPackageName().equals(ROOT) && type.isTopLevelClass())
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .toList();

        assertThat(front).hasSizeBetween(3, 12).allMatch(type -> type.getModifiers()
                .contains(JavaModifier.PUBLIC));
    }

    @Test
    void the_rooms_behind_the_front_door_stand_one_above_the_other() {
        check(layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("front door")
                .definedBy(ROOT)
                .layer("backup")
                .definedBy(ROOT + ".backup..")
                .layer("rotation")
                .definedBy(ROOT + ".rotation")
                .layer("fleet")
                .definedBy(ROOT + ".fleet")
                .layer("job")
                .definedBy(ROOT + ".job")
                .layer("develop")
                .definedBy(ROOT + ".develop")
                .layer("operation")
                .definedBy(ROOT + ".operation")
                .layer("deployment")
                .definedBy(ROOT + ".deployment")
                .layer("look")
                .definedBy(ROOT + ".look")
                .layer("status")
                .definedBy(ROOT + ".status")
                .layer("session")
                .definedBy(ROOT + ".session")
                .layer("generation")
                .definedBy(ROOT + ".generation")
                .layer("definition")
                .definedBy(ROOT + ".definition")
                .layer("doctor")
                .definedBy(ROOT + ".doctor..")
                .layer("environment")
                .definedBy(ROOT + ".environment..")
                .layer("notification")
                .definedBy(ROOT + ".notification")
                .layer("inventory")
                .definedBy(ROOT + ".inventory")
                .whereLayer("notification")
                .mayOnlyAccessLayers("backup", "look", "status", "session", "definition")
                .whereLayer("inventory")
                .mayOnlyAccessLayers("session", "definition")
                .whereLayer("fleet")
                .mayOnlyAccessLayers("operation", "deployment", "look", "status", "session", "definition")
                .whereLayer("generation")
                .mayOnlyAccessLayers("definition")
                .whereLayer("backup")
                .mayOnlyAccessLayers("operation", "deployment", "session", "definition")
                .whereLayer("rotation")
                .mayOnlyAccessLayers("operation", "deployment", "generation", "environment", "session", "definition")
                .whereLayer("job")
                .mayOnlyAccessLayers("notification", "operation", "deployment", "session", "definition")
                .whereLayer("develop")
                .mayOnlyAccessLayers("operation", "deployment", "session", "definition")
                .whereLayer("operation")
                .mayOnlyAccessLayers("deployment", "look", "session", "definition")
                .whereLayer("doctor")
                .mayOnlyAccessLayers("backup", "environment", "session", "definition")
                .whereLayer("environment")
                .mayOnlyAccessLayers("definition")
                .whereLayer("deployment")
                .mayOnlyAccessLayers("session", "definition")
                .whereLayer("look")
                .mayOnlyAccessLayers("session", "definition")
                .whereLayer("status")
                .mayOnlyAccessLayers("job", "session", "definition")
                .whereLayer("session")
                .mayOnlyAccessLayers("definition")
                .whereLayer("definition")
                .mayNotAccessAnyLayer());
    }

    /** A front end prints what the report says; an embedding program and a web page use the same report. */
    @Test
    void the_report_knows_no_front_end() {
        check(noClasses()
                .that()
                .resideInAPackage(ROOT + ".report..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT, ROOT + ".deployment..", ROOT + ".definition..", ROOT + ".session.."));
    }

    @Test
    void the_rooms_of_the_command_stand_one_above_the_other() {
        check(layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("command line")
                .definedBy(ROOT + ".cli")
                .layer("commands")
                .definedBy(ROOT + ".cli.command..")
                .layer("session")
                .definedBy(ROOT + ".cli.session")
                .layer("progress")
                .definedBy(ROOT + ".cli.progress")
                .layer("terminal")
                .definedBy(ROOT + ".cli.terminal")
                .layer("line")
                .definedBy(ROOT + ".cli.line")
                .layer("output")
                .definedBy(ROOT + ".cli.output")
                .whereLayer("commands")
                .mayOnlyAccessLayers("session", "progress", "terminal", "line", "output")
                .whereLayer("session")
                .mayOnlyAccessLayers("terminal", "line", "output")
                .whereLayer("progress")
                .mayOnlyAccessLayers("output")
                .whereLayer("terminal")
                .mayOnlyAccessLayers("output")
                .whereLayer("line")
                .mayOnlyAccessLayers("output")
                .whereLayer("output")
                .mayNotAccessAnyLayer());
    }

    /** Each noun has a room of its own; what two of them need stands below. */
    @Test
    void no_command_knows_another_noun() {
        check(slices().matching(ROOT + ".cli.command.(*)..").should().notDependOnEachOther());
    }

    @Test
    void nothing_of_the_core_knows_the_facade() {
        check(noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".*..")
                .and()
                .resideOutsideOfPackages(ROOT + ".cli..", ROOT + ".testkit..", ROOT + ".web..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT));
    }

    /** A program mounts the page as the command does; what answers knows HTTP, what happens does not. */
    @Test
    void the_page_is_entered_by_its_front_door_alone() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".web..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".web.http..", ROOT + ".web.live.."));
        check(noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".web..", ROOT + ".cli.command.web..", ROOT + ".cli")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".web..", ROOT + ".cli.command.web.."));
        check(layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("page")
                .definedBy(ROOT + ".web")
                .layer("http")
                .definedBy(ROOT + ".web.http..")
                .layer("live")
                .definedBy(ROOT + ".web.live..")
                .whereLayer("http")
                .mayNotAccessAnyLayer()
                .whereLayer("live")
                .mayNotAccessAnyLayer());
    }

    @Test
    void nothing_knows_the_command_line() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".cli.."));
    }

    @Test
    void the_engine_of_docker_is_reached_through_the_spi_alone() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".docker..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".docker.."));
    }

    @ParameterizedTest
    @CsvSource({
        "com.github.dockerjava, docker",
        "org.apache.hc, docker",
        "org.jgrapht, graph",
        "com.exceptionfactory.jagged, sops.age",
        "io.pebbletemplates, generation.template",
        "dev.harrel, environment.schema",
        "picocli, cli",
        "com.sun.net.httpserver, web.http"
    })
    void a_library_stays_in_one_room(String library, String room) {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "." + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library + ".."));
    }

    @Test
    void exceptions_have_one_root() {
        check(classes()
                .that()
                .areAssignableTo(RuntimeException.class)
                .and()
                .resideOutsideOfPackage(ROOT + ".testkit..")
                .and()
                .arePublic()
                .should()
                .beAssignableTo(HomelabException.class));
    }

    @Test
    void public_methods_speak_in_types_of_the_jdk_and_our_own() {
        check(methods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(ROOT, ROOT + ".*..")
                .and()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackage(ROOT + ".testkit..")
                .should()
                .notHaveRawReturnType(resideInAPackage("org.jgrapht..")
                        .or(resideInAPackage("com.github.dockerjava.."))
                        .or(resideInAPackage("com.fasterxml.."))
                        .or(resideInAPackage("org.yaml.."))));
    }

    static void check(ArchRule rule) {
        rule.check(CLASSES);
    }
}
