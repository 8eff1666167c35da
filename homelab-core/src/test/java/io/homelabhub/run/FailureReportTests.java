package io.homelabhub.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.plan.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of a failure to those who look on, and to those who do not. */
class FailureReportTests {
    private static FailureReport of(String message) {
        Step step = PlanText.plan("healthy db").steps().get(0);
        return new FailureReport(
                step,
                new IllegalStateException(message),
                List.of(),
                ContainerDiagnosis.NONE,
                List.of(),
                List.of(),
                List.of());
    }

    @Test
    void what_a_health_test_has_printed_can_be_left_out() {
        FailureReport report = of("waiting for db: is unhealthy" + Ends.test("connection refused by 10.0.0.7\n", ""));

        assertThat(report.problem())
                .isEqualTo("waiting for db: is unhealthy; its last test said: connection refused by 10.0.0.7");
        assertThat(report.problemWithoutOutput()).isEqualTo("waiting for db: is unhealthy");
    }

    @Test
    void a_problem_without_output_is_told_whole() {
        assertThat(of("pulling db:1: no such image").problemWithoutOutput()).isEqualTo("pulling db:1: no such image");
    }
}
