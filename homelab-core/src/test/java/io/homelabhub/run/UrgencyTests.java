package io.homelabhub.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.plan.Step;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class UrgencyTests {
    private static List<Integer> sorted(String plan) {
        List<Step> steps = PlanText.plan(plan).steps();
        return steps.stream()
                .sorted(Comparator.comparingInt(new Urgency(steps)::rank))
                .map(Step::id)
                .toList();
    }

    @Test
    void what_others_wait_for_goes_before_what_nobody_needs() {
        assertThat(sorted("""
            create cache
            create database
            start cache after 1
            start database after 2
            healthy database after 4
            create app
            start app after 6 5""")).containsSubsequence(2, 1).containsSubsequence(4, 3);
    }

    @Test
    void what_goes_on_with_a_service_comes_before_what_begins_with_another() {
        assertThat(sorted("""
            stop a
            stop b
            create a after 1
            start a after 3
            create b after 2
            start b after 5""")).containsExactly(3, 5, 4, 6, 1, 2);
    }

    @Test
    void a_pull_outweighs_several_short_steps() {
        assertThat(sorted("""
            create a
            start a after 1
            pull b
            create b after 3""")).containsSubsequence(3, 1);
    }

    @Test
    void among_equals_the_order_of_the_plan_holds() {
        assertThat(sorted("""
            create c
            create b
            create a""")).containsExactly(1, 2, 3);
    }

    @Test
    void what_waits_for_an_end_only_counts_as_well() {
        assertThat(sorted("""
            create a
            create b
            start b after (2)""")).containsSubsequence(2, 1);
    }
}
