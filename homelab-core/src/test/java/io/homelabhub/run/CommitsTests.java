package io.homelabhub.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.engine.Effect;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Step;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CommitsTests {
    private static final Outcome DONE = new Outcome.Succeeded(Effect.DONE, "");

    /** What is left to tidy up when the steps of these numbers have succeeded, and no others have begun. */
    private static Set<Integer> leftAfter(String text, int... done) {
        Plan plan = PlanText.plan(text);
        Ledger ledger = new Ledger(plan.steps());
        for (int id : done) {
            Step step = plan.steps().get(id - 1);
            ledger.begin(step);
            ledger.end(step, DONE, Duration.ZERO);
        }
        return Commits.unfinished(plan, ledger, Set.of());
    }

    @Test
    void what_is_left_to_do_for_a_service_that_is_ready_is_finished() {
        String plan = """
            start a
            healthy a after 1
            stop a after 2
            remove a after 3""";
        assertThat(leftAfter(plan, 1, 2)).containsExactly(3, 4);
        assertThat(leftAfter(plan, 1, 2, 3)).containsExactly(4);
    }

    @Test
    void nothing_is_begun_for_a_service_that_is_not_ready() {
        assertThat(leftAfter("""
            start a
            healthy a after 1
            remove a after 2""", 1)).isEmpty();
    }

    @Test
    void a_service_is_not_stopped_if_its_removal_waits_for_another_that_is_not_ready() {
        assertThat(leftAfter("""
            start a
            healthy a after 1
            start b
            healthy b after 3
            stop a after 2
            remove a after 4 5""", 1, 2, 3)).isEmpty();
    }

    @Test
    void what_nobody_has_waited_for_is_no_tidying_up() {
        assertThat(leftAfter("""
            stop a
            remove a after 1""", 1)).isEmpty();
    }
}
