package io.homelabhub.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.engine.Effect;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Step;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RollbackScopeTests {
    private static final Outcome DONE = new Outcome.Succeeded(Effect.DONE, "");
    private static final Outcome ALREADY_SO = new Outcome.Succeeded(Effect.ALREADY_SO, "");
    private static final Outcome REFUSED = new Outcome.Failed(new IllegalStateException("no"), false);
    private static final Outcome LOST = new Outcome.Failed(new IllegalStateException("no"), true);

    /** A run whose steps have ended, and what there is to take back of it. */
    private record Run(Ledger ledger, RollbackScope scope) {
        boolean isCalledFor() {
            return scope.isCalledForBy(ledger.ended(Outcome.Failed.class));
        }
    }

    /** The first steps have ended so, as far as they could begin; the others are left. */
    private static Run after(String text, Outcome... outcomes) {
        Plan plan = PlanText.plan(text);
        Ledger ledger = new Ledger(plan.steps());
        for (int i = 0; i < outcomes.length; i++) {
            Step step = plan.steps().get(i);
            if (ledger.begin(step)) {
                ledger.end(step, outcomes[i], Duration.ZERO);
            }
        }
        ledger.drop(new Outcome.Cancelled(), Set.of());
        return new Run(ledger, new RollbackScope(plan, ledger, false));
    }

    private static List<Integer> ids(List<Step> steps) {
        return steps.stream().map(Step::id).toList();
    }

    @Test
    void what_was_done_or_may_have_been_is_taken_back_and_nothing_else() {
        Run run = after("""
            create a undo remove a
            start a undo stop a
            create b undo remove b
            start b undo stop b
            pull c""", DONE, ALREADY_SO, LOST, REFUSED, DONE);
        assertThat(ids(run.scope.everything())).containsExactly(1, 3);
    }

    @Test
    void what_takes_up_an_interrupted_run_is_taken_back_though_it_was_so_already() {
        Run run = after("start a undo stop a, remove a, start old", ALREADY_SO);
        assertThat(ids(run.scope.everything())).containsExactly(1);
    }

    @Test
    void what_a_finished_removal_rests_on_stays() {
        Run run = after("""
            create a undo remove a
            create b undo remove b
            remove old after 1""", DONE, DONE, DONE);
        assertThat(ids(run.scope.everything())).containsExactly(2);
        assertThat(run.scope.leavesSomethingDone()).isTrue();
    }

    @Test
    void a_stop_of_what_was_down_is_nothing_that_is_left_done() {
        assertThat(after("stop old", LOST).scope.leavesSomethingDone()).isFalse();
        assertThat(after("stop old", DONE).scope.leavesSomethingDone()).isFalse();
    }

    @Test
    void clearing_away_what_lay_about_is_nothing_that_is_left_done() {
        Run run = after("remove leftover", DONE);
        assertThat(run.scope.leavesSomethingDone()).isFalse();
    }

    @Test
    void what_gave_way_to_something_half_made_is_brought_back() {
        Run run = after("""
            stop old undo start old
            create a after 1 undo remove a
            start a after 2 undo stop a
            ready a after 3
            remove old after 4""", DONE, DONE, DONE);
        assertThat(ids(run.scope.halfMade())).containsExactly(1, 2, 3);
    }

    @Test
    void what_was_to_go_by_itself_stays_down() {
        Run run = after("""
            stop app undo start app
            remove app after 1
            stop db after 2 undo start db
            remove db after 3""", DONE);
        assertThat(ids(run.scope.halfMade())).isEmpty();
    }

    @Test
    void half_made_is_what_did_not_come_to_its_end() {
        Run run = after("""
            create a undo remove a
            start a after 1 undo stop a
            create b undo remove b
            start b after 3 undo stop b
            remove a after 2 4""", DONE, DONE, DONE);
        assertThat(ids(run.scope.halfMade())).containsExactly(3);
    }

    @Test
    void a_last_removal_that_fails_does_not_concern_the_deploy_and_one_in_the_way_does() {
        assertThat(after("""
            start a
            remove old after 1""", DONE, REFUSED).isCalledFor()).isFalse();
        assertThat(after("""
            remove-network n
            network n after 1""", REFUSED).isCalledFor()).isTrue();
    }

    @Test
    void an_image_that_cannot_be_removed_in_the_end_concerns_nothing_else() {
        assertThat(after("""
            remove old
            remove-image app after 1""", DONE, REFUSED).isCalledFor()).isFalse();
    }

    @Test
    void a_service_that_others_can_do_without_does_not_concern_them_unless_one_cannot() {
        assertThat(after("""
            start extra
            start app after (1)""", REFUSED, DONE).isCalledFor()).isFalse();
        assertThat(after("""
            start extra
            start app after (1)
            start other after 1""", REFUSED, DONE).isCalledFor()).isTrue();
    }
}
