package io.homelabhub.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.engine.Effect;
import io.homelabhub.plan.Step;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LedgerTests {
    private static final Outcome DONE = new Outcome.Succeeded(Effect.DONE, "");
    private static final Outcome FAILED = new Outcome.Failed(new IllegalStateException("no"), false);

    private static Ledger ledger(String plan) {
        return new Ledger(PlanText.plan(plan).steps());
    }

    private static List<Integer> ids(List<Step> steps) {
        return steps.stream().map(Step::id).toList();
    }

    private static Ledger.Consequences end(Ledger ledger, int id, Outcome outcome) {
        Step step = PlanText.plan("pull x\n".repeat(id)).steps().get(id - 1);
        ledger.begin(step);
        return ledger.end(step, outcome, Duration.ZERO);
    }

    @Test
    void a_step_is_ready_once_all_it_waits_for_have_succeeded() {
        Ledger ledger = ledger("""
            create a
            create b
            start c after 1 2""");
        assertThat(ids(ledger.initiallyReady())).containsExactly(1, 2);
        assertThat(end(ledger, 2, DONE).ready()).isEmpty();
        assertThat(ids(end(ledger, 1, DONE).ready())).containsExactly(3);
    }

    @Test
    void what_waits_for_a_failed_step_is_skipped_and_names_it_and_nothing_else_is() {
        Ledger ledger = ledger("""
            create a
            start a after 1
            healthy a after 2
            start b after 3
            create c""");
        end(ledger, 1, DONE);
        Ledger.Consequences consequences = end(ledger, 2, FAILED);
        assertThat(ids(consequences.skipped())).containsExactly(3, 4);
        assertThat(ids(ledger.ended(Outcome.Skipped.class))).containsExactly(3, 4);
        assertThat(ids(ledger.skippedBecauseOf(
                        PlanText.plan("pull x\npull x").steps().get(1))))
                .containsExactly(3, 4);
        assertThat(ledger.isSettled()).isFalse();
        end(ledger, 5, DONE);
        assertThat(ledger.isSettled()).isTrue();
    }

    @Test
    void a_step_that_waits_for_an_end_is_ready_after_a_failure_and_after_a_skip() {
        Ledger ledger = ledger("""
            start a
            healthy a after 1
            start b after (2)""");
        Ledger.Consequences consequences = end(ledger, 1, FAILED);
        assertThat(ids(consequences.skipped())).containsExactly(2);
        assertThat(ids(consequences.ready())).containsExactly(3);
    }

    @Test
    void a_step_that_waits_for_an_end_and_for_a_success_needs_both() {
        Ledger ledger = ledger("""
            start a
            start b
            start c after 2 (1)""");
        assertThat(end(ledger, 1, FAILED).ready()).isEmpty();
        assertThat(ids(end(ledger, 2, FAILED).skipped())).containsExactly(3);
        assertThat(ledger.isSettled()).isTrue();
    }

    @Test
    void a_dropped_step_may_not_begin_any_more() {
        Ledger ledger = ledger("""
            start a
            start b""");
        Step first = ledger.initiallyReady().get(0);
        Step second = ledger.initiallyReady().get(1);
        assertThat(ledger.begin(first)).isTrue();
        assertThat(ids(ledger.drop(new Outcome.Cancelled(), Set.of()))).containsExactly(2);
        assertThat(ledger.begin(second)).isFalse();
    }

    @Test
    void a_plan_of_many_steps_is_kept_in_linear_time() {
        StringBuilder text = new StringBuilder("create s1");
        for (int i = 2; i <= 50_000; i++) {
            text.append("\nstart s").append(i).append(" after ").append(i / 2);
        }
        Ledger ledger = ledger(text.toString());
        Deque<Step> ready = new ArrayDeque<>(ledger.initiallyReady());
        while (!ready.isEmpty()) {
            Step step = ready.remove();
            ledger.begin(step);
            ready.addAll(ledger.end(step, DONE, Duration.ZERO).ready());
        }
        assertThat(ledger.isSettled()).isTrue();
        assertThat(ledger.isAllSucceeded()).isTrue();
    }
}
