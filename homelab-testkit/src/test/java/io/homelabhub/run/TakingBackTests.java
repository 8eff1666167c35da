package io.homelabhub.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.event.HomelabEvent;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Await.Condition;
import io.homelabhub.resource.ResourceId;
import io.homelabhub.testkit.engine.Calls;
import io.homelabhub.testkit.engine.Times;
import io.homelabhub.testkit.engine.Verb;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TakingBackTests {
    private final Lab lab = new Lab(1);

    private String old(String name) {
        lab.engine
                .given(name)
                .image(name + "-old")
                .madeByCompose(DeployPlan.PROJECT, name, "h")
                .running();
        return lab.engine.container(name).id();
    }

    private List<String> names() {
        return lab.engine.containers().stream().map(ObservedContainer::name).toList();
    }

    @Test
    void a_replacement_that_does_not_come_up_gives_the_old_container_back() {
        String oldId = old("bot");
        lab.healthTested("bot").engine.image("bot").exitsAfter(Duration.ofMillis(50), 1);
        ApplyResult result = lab.apply(new DeployPlan().replaced("bot", oldId, Condition.HEALTHY));
        assertThat(result.ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(names()).containsExactly("bot");
        assertThat(lab.engine.container("bot").id()).isEqualTo(oldId);
        assertThat(lab.engine.running()).containsExactly("bot");
    }

    @Test
    void a_replacement_that_comes_up_leaves_no_old_container() {
        String oldId = old("bot");
        lab.healthTested("bot");
        ApplyResult result = lab.apply(new DeployPlan().replaced("bot", oldId, Condition.HEALTHY));
        assertThat(result.ending()).isEqualTo(Ending.APPLIED);
        assertThat(names()).containsExactly("bot");
        assertThat(lab.engine.container("bot").id()).isNotEqualTo(oldId);
    }

    @Test
    void the_whole_deploy_is_taken_back_as_one() {
        String one = old("one");
        String two = old("two");
        lab.healthTested("one", "two").engine.image("two").neverHealthy();
        ApplyResult result = lab.apply(new DeployPlan()
                .within(Duration.ofSeconds(15))
                .replaced("one", one, Condition.HEALTHY)
                .replaced("two", two, Condition.HEALTHY, "one"));
        assertThat(result.ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(lab.engine.container("one").id()).isEqualTo(one);
        assertThat(lab.engine.container("two").id()).isEqualTo(two);
        assertThat(lab.engine.running()).containsExactly("one", "two");
    }

    @Test
    void what_a_lost_answer_may_have_made_is_removed_also_when_nobody_could_look() {
        lab.healthTested("bot").losesAnswer(Lab.creates("bot"), true);
        lab.engine.on(Calls.of(Verb.OBSERVE)).fails(Kind.OTHER, Times.times(1));
        ApplyResult result = lab.apply(new DeployPlan().service("bot", Condition.HEALTHY));
        assertThat(result.ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(names()).isEmpty();
    }

    @Test
    void a_service_that_others_can_do_without_fails_alone() {
        lab.healthTested("extra", "app").engine.image("extra").exitsAfter(Duration.ofMillis(10), 1);
        ApplyResult result = lab.apply(new DeployPlan()
                .service("extra", Condition.HEALTHY)
                .serviceAfterEnd("app", Condition.HEALTHY, "extra"));
        assertThat(result.ending()).isEqualTo(Ending.APPLIED_IN_PART);
        assertThat(names()).containsExactly("app");
    }

    @Test
    void independent_branches_go_on_after_a_failure() {
        lab.healthTested("a", "b", "c").fails(Lab.starts("a"), Kind.CONFLICT);
        ApplyResult result = lab.apply(
                new DeployPlan()
                        .service("a", Condition.HEALTHY)
                        .service("b", Condition.HEALTHY, "a")
                        .service("c", Condition.HEALTHY),
                ApplyOptions.DEFAULT.withOnFailure(OnFailure.KEEP));
        assertThat(result.ending()).isEqualTo(Ending.APPLIED_IN_PART);
        assertThat(result.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.step().id()).isEqualTo(2);
            assertThat(failure.skipped()).containsExactly(ResourceId.service("b"));
        });
        assertThat(lab.engine.running()).containsExactly("c");
    }

    @Test
    void cancelling_ends_waits_at_once_and_takes_everything_back() {
        String oldId = old("bot");
        lab.healthTested("bot").engine.image("bot").neverHealthy();
        lab.onEvent = event -> {
            if (event instanceof HomelabEvent.StepStarted started
                    && started.step().id() == 5) {
                lab.cancellation.cancel();
            }
        };
        ApplyResult result = lab.apply(new DeployPlan().replaced("bot", oldId, Condition.HEALTHY));
        assertThat(result.ending()).isEqualTo(Ending.CANCELLED);
        assertThat(result.took()).isLessThan(Duration.ofSeconds(5));
        assertThat(lab.engine.container("bot").id()).isEqualTo(oldId);
        assertThat(names()).containsExactly("bot");
        assertThat(lab.heard).anyMatch(HomelabEvent.StepCancelled.class::isInstance);
    }

    @Test
    void cancelling_a_run_that_keeps_takes_back_only_what_is_half_made() {
        lab.healthTested("a", "b").engine.image("b").neverHealthy();
        lab.onEvent = event -> {
            if (event instanceof HomelabEvent.StepStarted started
                    && started.step().id() == 6) {
                lab.cancellation.cancel();
            }
        };
        lab.apply(
                new DeployPlan().service("a", Condition.HEALTHY).service("b", Condition.HEALTHY, "a"),
                ApplyOptions.DEFAULT.withOnFailure(OnFailure.KEEP));
        assertThat(names()).containsExactly("a");
    }

    @Test
    void a_run_whose_time_is_up_is_taken_back_and_names_what_it_waited_for() {
        lab.healthTested("a").engine.image("a").neverHealthy();
        ApplyResult result = lab.apply(
                new DeployPlan().service("a", Condition.HEALTHY),
                ApplyOptions.DEFAULT.withWithin(Duration.ofSeconds(5)));
        assertThat(result.ending()).isEqualTo(Ending.TIMED_OUT);
        assertThat(result.failures().get(0).problem())
                .startsWith("container a is not healthy within the run's limit of 5s");
        assertThat(names()).isEmpty();
    }

    @Test
    void taking_back_has_a_time_of_its_own_and_starts_what_it_cannot_wait_for() {
        DeployPlan plan = new DeployPlan().restoring();
        List<String> services =
                Stream.of("a", "b", "c", "d", "e", "f", "g", "h").toList();
        for (String service : services) {
            lab.healthTested(service)
                    .engine
                    .image(service + "-old")
                    .healthcheck(Duration.ofHours(1), 3, "CMD", "test")
                    .neverHealthy();
            lab.engine.has(service + "-old");
            plan.replaced(service, old(service), Condition.HEALTHY, before(service));
        }
        lab.fails(Lab.starts("h"), Kind.CONFLICT);

        ApplyResult result = lab.apply(plan, ApplyOptions.DEFAULT.withWithin(Duration.ofMinutes(1)));

        assertThat(result.ending()).isEqualTo(Ending.ROLLBACK_FAILED);
        assertThat(result.took()).isBetween(Rollback.PATIENCE, Rollback.PATIENCE.plus(Rollback.LONGEST_CALL));
        assertThat(lab.engine.running()).containsExactlyElementsOf(services);
        assertThat(result.failedUndos())
                .extracting(undo -> undo.failure().orElseThrow().getMessage())
                .contains(
                        "container a is not healthy within 2m (health: starting); its last test failed and printed nothing",
                        "container h is not healthy within the 10m for taking back (not looked at yet)");
    }

    private static String[] before(String service) {
        return service.equals("a") ? new String[0] : new String[] {String.valueOf((char) (service.charAt(0) - 1))};
    }

    @Test
    void taking_back_ends_though_the_engine_never_answers_again_and_hears_no_interrupt() {
        lab.healthTested("a", "b").fails(Lab.starts("b"), Kind.CONFLICT);
        lab.deaf = action -> action instanceof Action.RemoveContainer;

        ApplyResult result =
                lab.apply(new DeployPlan().service("a", Condition.HEALTHY).service("b", Condition.HEALTHY, "a"));

        assertThat(result.ending()).isEqualTo(Ending.ROLLBACK_FAILED);
        assertThat(result.took())
                .isLessThan(Rollback.PATIENCE.plus(Rollback.LONGEST_CALL).plusSeconds(10));
        assertThat(result.failedUndos())
                .extracting(undo -> undo.failure().orElseThrow().getMessage())
                .containsExactly(
                        "a is not as it was: the engine did not answer within the time for taking back",
                        "b is not as it was: the engine did not answer within the time for taking back");
    }

    @Test
    void a_run_whose_time_is_up_ends_though_the_engine_never_answers_again_and_hears_no_interrupt() {
        lab.healthTested("a");
        lab.deaf = action -> action instanceof Action.StartContainer;

        ApplyResult result = lab.apply(
                new DeployPlan().service("a", Condition.HEALTHY),
                ApplyOptions.DEFAULT.withWithin(Duration.ofSeconds(5)));

        assertThat(result.ending()).isEqualTo(Ending.TIMED_OUT);
        assertThat(result.took()).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void a_lost_answer_is_looked_into_and_nothing_is_done_twice() {
        for (boolean carriedOut : new boolean[] {true, false}) {
            Lab one = new Lab(7).healthTested("a");
            one.losesAnswer(Lab.creates("a"), carriedOut).losesAnswer(Lab.starts("a"), carriedOut);
            ApplyResult result = one.apply(new DeployPlan().service("a", Condition.HEALTHY));
            assertThat(result.ending()).isEqualTo(Ending.APPLIED);
            assertThat(one.engine.running()).containsExactly("a");
        }
    }

    @Test
    void a_strangers_container_of_the_same_name_is_left_alone_after_a_lost_answer() {
        lab.healthTested("a").engine.given("a").image("other").created();
        String stranger = lab.engine.container("a").id();
        lab.losesAnswer(Lab.creates("a"), false);
        ApplyResult result = lab.apply(new DeployPlan().service("a", Condition.HEALTHY));
        assertThat(result.ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(lab.engine.container("a").id()).isEqualTo(stranger);
        assertThat(lab.engine.container("a").state()).isEqualTo(ContainerState.CREATED);
    }

    @Test
    void a_strangers_container_is_not_removed_for_a_creation_that_may_or_may_not_have_been() {
        lab.healthTested("a").engine.given("a").image("other").created();
        lab.fails(Lab.creates("a"), Kind.UNREACHABLE);
        ApplyResult result = lab.apply(new DeployPlan().service("a", Condition.HEALTHY));
        assertThat(result.ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(names()).containsExactly("a");
    }

    @Test
    void a_creation_whose_answer_never_came_is_taken_back_if_it_was_carried_out() {
        lab.healthTested("a").losesAnswer(Lab.creates("a"), true).fails(Lab.creates("a"), Kind.REJECTED);
        ApplyResult result = lab.apply(new DeployPlan().service("a", Condition.HEALTHY));
        assertThat(result.ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(names()).isEmpty();
    }

    @Test
    void a_pull_is_tried_again_and_then_given_up() {
        lab.fails(Lab.pulls("a"), Kind.BUSY);
        ApplyResult result = lab.apply(new DeployPlan().pull("a").service("a", Condition.STARTED, "a"));
        assertThat(result.steps().get(0).took()).isEqualTo(Duration.ofSeconds(15));
        assertThat(result.failures().get(0).skipped()).containsExactly(ResourceId.service("a"));
    }

    @Test
    void events_come_in_their_order() {
        lab.healthTested("a", "b").fails(Lab.starts("b"), Kind.REJECTED);
        lab.apply(new DeployPlan().service("a", Condition.HEALTHY).service("b", Condition.HEALTHY, "a"));
        assertThat(lab.heard.stream().map(event -> event.getClass().getSimpleName()))
                .filteredOn(name -> !name.equals("StepProgressed"))
                .containsExactlyElementsOf(Stream.of(
                                "RunStarted",
                                "StepStarted StepFinished",
                                "StepStarted StepFinished",
                                "StepStarted StepFinished",
                                "StepStarted StepFinished",
                                "StepStarted StepFailed StepSkipped",
                                "RollbackStarted StepUndone StepUndone RunFinished")
                        .flatMap(line -> Stream.of(line.split(" ")))
                        .toList());
        assertThat(lab.engine.calls()).noneMatch(call -> call.call().verb() == Verb.STOP_CONTAINER);
    }
}
