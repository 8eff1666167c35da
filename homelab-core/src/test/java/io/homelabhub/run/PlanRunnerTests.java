package io.homelabhub.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.engine.Effect;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.event.HomelabEvent;
import io.homelabhub.event.ProgressListener;
import io.homelabhub.failure.Remedy;
import io.homelabhub.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PlanRunnerTests {
    private static final ApplyOptions ONE_BY_ONE = ApplyOptions.DEFAULT.withParallelism(1);

    private final StubEngine engine = new StubEngine();

    private ApplyResult run(String plan, ApplyOptions options) {
        return run(plan, options, ProgressListener.NONE, new Cancellation());
    }

    private ApplyResult run(String plan, ApplyOptions options, ProgressListener listener, Cancellation cancellation) {
        return PlanRunner.builder(engine).build().run(PlanText.plan(plan), options, listener, cancellation);
    }

    @Test
    void an_empty_plan_is_nothing_to_do() {
        ApplyResult result = PlanRunner.builder(engine)
                .build()
                .run(
                        new Plan("test", "deploy test", List.of(), List.of(), List.of()),
                        ONE_BY_ONE,
                        ProgressListener.NONE,
                        new Cancellation());
        assertThat(result.ending()).isEqualTo(Ending.NOTHING_TO_DO);
    }

    @Test
    void one_at_a_time_ends_with_one_service_before_it_begins_with_the_next() {
        ApplyResult result = run("""
            pull b
            pull a
            create b after 1
            create a after 2
            start b after 3""", ONE_BY_ONE);
        assertThat(result.ending()).isEqualTo(Ending.APPLIED);
        assertThat(engine.performed).containsExactly("pull b", "pull a", "create b", "start b", "create a");
    }

    @Test
    void a_failed_deploy_is_taken_back_in_reverse_order() {
        engine.fails("start b", Kind.CONFLICT);
        ApplyResult result = run("""
            create a undo remove a
            start a after 1 undo stop a
            create b after 2 undo remove b
            start b after 3 undo stop b
            start c after 4 undo stop c""", ONE_BY_ONE);
        assertThat(result.ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(engine.performed)
                .containsExactly("create a", "start a", "create b", "start b", "remove b", "stop a", "remove a");
        assertThat(result.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.problem()).isEqualTo("start b failed");
            assertThat(failure.skipped()).hasToString("[service:c]");
            assertThat(failure.remedies()).containsExactly(new Remedy(Remedy.Kind.REPEAT, "deploy test", "Fix that"));
        });
        assertThat(new ApplyFailedException(result)).hasMessage("deploy test: rolled back: start b failed");
    }

    @Test
    void what_was_so_already_is_not_taken_back() {
        engine.on("start a", () -> Effect.ALREADY_SO).fails("start b", Kind.REJECTED);
        run("""
            start a undo stop a
            start b after 1 undo stop b""", ONE_BY_ONE);
        assertThat(engine.performed).containsExactly("start a", "start b");
    }

    @Test
    void keeping_leaves_what_was_done_and_goes_on_with_independent_steps() {
        engine.fails("start a", Kind.REJECTED);
        ApplyResult result = run("""
            start a undo stop a
            create b undo remove b
            start b after 2 undo stop b
            start c after 1""", ONE_BY_ONE.withOnFailure(OnFailure.KEEP));
        assertThat(result.ending()).isEqualTo(Ending.APPLIED_IN_PART);
        assertThat(engine.performed).containsExactly("start a", "create b", "start b");
        assertThat(result.steps().get(3).outcome()).isEqualTo(new Outcome.Skipped(1));
    }

    @Test
    void what_most_others_wait_for_takes_its_place_first() {
        run("""
            create a
            create b
            healthy b after 2
            start c after 3""", ONE_BY_ONE);
        assertThat(engine.performed).startsWith("create b");
    }

    @Test
    void stopping_begins_nothing_more() {
        engine.fails("start a", Kind.REJECTED);
        ApplyResult result = run("""
            start a
            start c after 1
            create b
            start b after 3""", ONE_BY_ONE.withOnFailure(OnFailure.STOP));
        assertThat(engine.performed).containsExactly("start a");
        assertThat(result.steps().get(3).outcome()).isEqualTo(new Outcome.Skipped(1));
    }

    @Test
    void an_undo_that_fails_is_told_and_the_others_go_on() {
        engine.fails("start b", Kind.CONFLICT).fails("stop a", Kind.REJECTED);
        ApplyResult result = run("""
            create a undo remove a
            start a after 1 undo stop a
            start b after 2""", ONE_BY_ONE);
        assertThat(result.ending()).isEqualTo(Ending.ROLLBACK_FAILED);
        assertThat(engine.performed).containsExactly("create a", "start a", "start b", "stop a", "remove a");
        assertThat(result.failedUndos()).hasSize(1);
    }

    @Test
    void what_a_finished_removal_rests_on_is_not_taken_back() {
        engine.fails("remove old-b", Kind.REJECTED);
        ApplyResult result = run("""
            create a undo remove a
            create b undo remove b
            remove old-a after 1 2
            remove old-b after 3""", ONE_BY_ONE);
        assertThat(engine.performed).containsExactly("create a", "create b", "remove old-a", "remove old-b");
        assertThat(result.ending()).isEqualTo(Ending.APPLIED_IN_PART);
    }

    @Test
    void a_cancelled_run_ends_what_is_under_way_and_takes_it_back() {
        Cancellation cancellation = new Cancellation();
        engine.on("start a", () -> {
            cancellation.cancel();
            return Effect.DONE;
        });
        List<String> events = new ArrayList<>();
        ApplyResult result =
                run("""
            create a undo remove a
            start a after 1
            create b after 2 undo remove b""", ONE_BY_ONE, event -> events.add(event.getClass().getSimpleName()), cancellation);
        assertThat(result.ending()).isEqualTo(Ending.CANCELLED);
        assertThat(engine.performed).containsExactly("create a", "start a", "remove a");
        assertThat(events)
                .containsExactly(
                        "RunStarted",
                        "StepStarted",
                        "StepFinished",
                        "StepStarted",
                        "StepSkipped",
                        "StepFinished",
                        "RollbackStarted",
                        "StepUndone",
                        "RunFinished");
    }

    @Test
    void a_second_request_to_stop_interrupts_what_hangs_and_takes_nothing_back() {
        Cancellation cancellation = new Cancellation();
        CountDownLatch never = new CountDownLatch(1);
        engine.on("start a", () -> {
            cancellation.cancel();
            cancellation.cancelNow();
            never.await();
            return Effect.DONE;
        });
        ApplyResult result = run("""
            create a undo remove a
            start a after 1""", ONE_BY_ONE, ProgressListener.NONE, cancellation);
        assertThat(result.ending()).isEqualTo(Ending.CANCELLED);
        assertThat(engine.performed).containsExactly("create a", "start a");
    }

    @Test
    void a_call_that_does_not_even_heed_an_interrupt_is_left_behind_after_two_seconds() {
        Cancellation cancellation = new Cancellation();
        CountDownLatch end = new CountDownLatch(1);
        engine.on("start a", () -> {
            cancellation.cancel();
            cancellation.cancelNow();
            while (end.getCount() > 0) {
                try {
                    end.await();
                } catch (InterruptedException deaf) {
                    // that is the point
                }
            }
            return Effect.DONE;
        });
        ApplyResult result = run("start a", ONE_BY_ONE, ProgressListener.NONE, cancellation);
        end.countDown();
        assertThat(result.ending()).isEqualTo(Ending.CANCELLED);
        assertThat(result.took()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(10));
    }

    @Test
    void an_interrupt_of_the_calling_thread_cancels_and_the_flag_comes_back() {
        Thread caller = Thread.currentThread();
        engine.on("start a", () -> {
            caller.interrupt();
            return Effect.DONE;
        });
        StringBuilder plan = new StringBuilder("create a undo remove a\nstart a after 1");
        for (int i = 3; i <= 200; i++) {
            plan.append("\nstart s").append(i).append(" after ").append(i - 1);
        }
        ApplyResult result = run(plan.toString(), ONE_BY_ONE);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(result.ending()).isEqualTo(Ending.CANCELLED);
        assertThat(engine.performed).endsWith("remove a").doesNotContain("start s200");
    }

    @Test
    void a_cancellation_that_came_before_the_run_lets_nothing_begin() {
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        ApplyResult result = run("start a", ONE_BY_ONE, ProgressListener.NONE, cancellation);
        assertThat(result.ending()).isEqualTo(Ending.CANCELLED);
        assertThat(engine.performed).isEmpty();
    }

    @Test
    void a_listener_that_throws_hears_nothing_more_and_the_run_goes_on() {
        List<HomelabEvent> heard = new ArrayList<>();
        ApplyResult result = run(
                "start a",
                ONE_BY_ONE,
                event -> {
                    heard.add(event);
                    throw new IllegalStateException("listener");
                },
                new Cancellation());
        assertThat(result.ending()).isEqualTo(Ending.APPLIED);
        assertThat(heard).hasSize(1);
    }

    @Test
    void five_thousand_steps_are_a_matter_of_a_second() {
        StringBuilder text = new StringBuilder("create s1");
        for (int i = 2; i <= 5_000; i++) {
            text.append("\nstart s").append(i).append(" after ").append(Math.max(1, i - 50));
        }
        ApplyResult result = run(text.toString(), ApplyOptions.DEFAULT.withParallelism(8));
        assertThat(result.ending()).isEqualTo(Ending.APPLIED);
        assertThat(result.took()).isLessThan(Duration.ofSeconds(10));
    }
}
