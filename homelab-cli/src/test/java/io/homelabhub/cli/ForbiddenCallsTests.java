package io.homelabhub.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.homelabhub.cli.ArchitectureTests.ROOT;
import static io.homelabhub.cli.ArchitectureTests.check;

import io.homelabhub.resource.ComposeLabels;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What only one place may call: the clock, chance, standard streams, other programs, the label that says whose something is. */
class ForbiddenCallsTests {
    @Test
    void planning_reaches_neither_files_nor_engines() {
        check(noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".plan..", ROOT + ".planning..", ROOT + ".graph..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.channels..", "java.net..", ROOT + ".run..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.nio.file.Files")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName(ROOT + ".engine.Engine"));
    }

    @Test
    void time_comes_from_timing_alone() {
        check(noClasses()
                .that(not(simpleName("SystemTiming")).and(not(resideInAPackage(ROOT + ".testkit.time.."))))
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class));
    }

    @Test
    void nothing_is_left_to_chance() {
        check(noClasses()
                .that(not(resideInAPackage(ROOT + ".testkit.."))
                        .and(not(simpleName("EnvironmentFile"))) // makes passwords
                        .and(not(simpleName("FreshBytes"))) // makes keys and nonces
                        .and(not(simpleName("Slug"))) // names what nobody has named
                        .and(not(simpleName("LazyTls")))) // a parameter of the JDK's, left unused
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Random.class)
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(Math.class, "random"));
    }

    @Test
    void standard_streams_belong_to_the_console() {
        check(noClasses()
                .that(not(simpleName("Console")))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .accessField(System.class, "in"));
    }

    /** Packages are installed by the distribution's tool, and a registry's credentials can only be had from one; of terminals Java knows nothing. */
    @Test
    void nothing_is_shelled_out() {
        check(noClasses()
                .that(not(simpleName("Machine"))
                        .and(not(simpleName("CredentialHelper")))
                        .and(not(simpleName("TerminalMode")))
                        .and(not(simpleName("Editor"))) // which the user names
                        .and(not(simpleName("SshTunnel"))) // the user's own keys, agent and configuration of ssh count
                        .and(not(simpleName("KeyProgram"))) // SOPS_AGE_KEY_CMD
                        .and(not(simpleName("FailureCommand"))) // on_failure of the catalog
                        .and(not(simpleName("Browser")))) // the desktop's, for `web --open`
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .orShould()
                .callMethod(Runtime.class, "exec", String.class)
                .orShould()
                .callMethod(Runtime.class, "exec", String[].class));
    }

    /** Who asks a label by hand misses those that serve nobody: what {@code docker compose run} left, and hooks. */
    @Test
    void whose_something_is_on_an_engine_is_read_in_one_place() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".observed..", ROOT + ".testkit..")
                .and(not(simpleName("ComposeLabels"))
                        .and(not(simpleName("ServiceLabels"))) // writes it
                        .and(not(simpleName("EventWatch"))) // has the engine filter by it
                        .and(not(simpleName("EventStream"))) // likewise
                        .and(not(simpleName("Observation")))) // chooses what to inspect, from raw rows
                .should()
                .accessField(ComposeLabels.class, "PROJECT"));
    }
}
