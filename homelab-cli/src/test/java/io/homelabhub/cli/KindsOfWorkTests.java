package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.InstanceofCheck;
import io.homelabhub.plan.Work;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A new kind of step is to be a compile error wherever kinds are told apart; what is asked by {@code instanceof} never is one. */
class KindsOfWorkTests {
    @Test
    void nobody_asks_by_instanceof_what_a_step_does() {
        assertThat(checks().filter(KindsOfWorkTests::isOfWork)
                        .map(check -> check.getSourceCodeLocation().toString()))
                .as("Ask Work.accept, Work.does(Verb) or a switch over Action.verb()")
                .isEmpty();
    }

    @Test
    void the_rule_sees_patterns() {
        assertThat(checks().map(check -> check.getRawType().getName())).contains("io.homelabhub.run.Outcome$Failed");
    }

    private static Stream<InstanceofCheck> checks() {
        return ArchitectureTests.CLASSES.stream().flatMap(type -> type.getInstanceofChecks().stream());
    }

    private static boolean isOfWork(InstanceofCheck check) {
        return check.getRawType().isAssignableTo(Work.class);
    }
}
