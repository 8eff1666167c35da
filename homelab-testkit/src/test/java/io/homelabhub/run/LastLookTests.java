package io.homelabhub.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.event.HomelabEvent;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.Restarts;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Await.Condition;
import io.homelabhub.plan.Lasting;
import io.homelabhub.resource.ResourceId;
import io.homelabhub.testkit.engine.Calls;
import io.homelabhub.testkit.engine.Times;
import io.homelabhub.testkit.engine.Verb;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No run says that all is well unless it still is at its end. */
@Timeout(60)
class LastLookTests {
    private final Lab lab = new Lab(1);

    private String old(String name, String restart) {
        lab.engine
                .given(name)
                .image(name + "-old")
                .madeByCompose(DeployPlan.PROJECT, name, "h")
                .restart(restart)
                .running();
        return lab.engine.container(name).id();
    }

    private static String problem(ApplyResult result) {
        return result.failures().get(0).problem();
    }

    private List<String> names() {
        return lab.engine.containers().stream().map(ObservedContainer::name).toList();
    }

    @Test
    void what_dies_after_it_was_ready_while_others_are_waited_for_gives_the_old_one_back() {
        String oldId = old("api", "no");
        lab.healthTested("slow").engine.image("slow").becomesHealthyAfter(Duration.ofSeconds(8));
        lab.engine.has("api").image("api").exitsAfter(Duration.ofSeconds(3), 7).logs("cannot go on");

        ApplyResult result = lab.apply(
                new DeployPlan().replaced("api", oldId, Condition.READY).service("slow", Condition.HEALTHY));

        assertThat(result.ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(problem(result)).isEqualTo("container api was ready, and ended with exit code 7");
        assertThat(result.failures().get(0).container().logLines()).containsExactly("cannot go on");
        assertThat(lab.engine.running()).containsExactly("api");
        assertThat(lab.engine.container("api").id()).isEqualTo(oldId);
    }

    @Test
    void a_crash_loop_of_a_second_is_not_ready() {
        lab.engine.has("bot").image("bot").exitsAfter(Duration.ofSeconds(1), 7);
        ApplyResult result =
                lab.apply(new DeployPlan().restart("unless-stopped").service("bot", Condition.READY));
        assertThat(result.ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(problem(result)).startsWith("container bot keeps ending: exit code 7, restarted once");
    }

    @Test
    void what_turns_unhealthy_while_others_are_waited_for_is_not_ready() {
        lab.healthTested("db", "slow").engine.image("db").unhealthyBetween(Duration.ofSeconds(5), Duration.ofHours(1));
        lab.engine.image("slow").becomesHealthyAfter(Duration.ofSeconds(70));
        ApplyResult result =
                lab.apply(new DeployPlan().service("db", Condition.HEALTHY).service("slow", Condition.HEALTHY));
        assertThat(problem(result)).startsWith("container db was ready, and is unhealthy");
    }

    @Test
    void what_waits_behind_one_that_died_is_not_begun() {
        lab.engine.has("api", "app").image("api").exitsAfter(Duration.ofSeconds(2), 7);
        lab.healthTested("slow").engine.image("slow").becomesHealthyAfter(Duration.ofSeconds(8));
        ApplyResult result = lab.apply(new DeployPlan()
                .service("api", Condition.READY)
                .service("slow", Condition.HEALTHY)
                .service("app", Condition.READY, "api", "slow"));
        assertThat(result.ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(result.failures()).hasSize(1);
        assertThat(lab.heard)
                .filteredOn(HomelabEvent.StepStarted.class::isInstance)
                .noneMatch(event -> event.toString().contains("service:app"));
    }

    @Test
    void the_old_container_goes_only_when_everything_has_been_seen_to_last() {
        String oldId = old("api", "no");
        lab.healthTested("slow").engine.image("slow").becomesHealthyAfter(Duration.ofSeconds(8));
        lab.engine.has("api");
        Duration began = lab.clock.elapsed();
        lab.engine.on(Calls.of(Verb.REMOVE_CONTAINER)).isPrecededBy(Times.always(), call -> assertThat(
                        lab.clock.elapsed().minus(began))
                .isGreaterThan(Duration.ofSeconds(8)));
        ApplyResult result = lab.apply(
                new DeployPlan().replaced("api", oldId, Condition.READY).service("slow", Condition.HEALTHY));
        assertThat(result.ending()).isEqualTo(Ending.APPLIED);
        assertThat(names()).containsExactlyInAnyOrder("api", "slow");
    }

    @Test
    void who_has_passed_a_health_test_need_not_settle() {
        lab.healthTested("db");
        ApplyResult result = lab.apply(new DeployPlan().service("db", Condition.HEALTHY));
        assertThat(result.ending()).isEqualTo(Ending.APPLIED);
        assertThat(result.took()).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void who_has_no_health_test_settles_beside_all_else() {
        lab.engine.has("a", "b");
        lab.healthTested("slow").engine.image("slow").becomesHealthyAfter(Duration.ofSeconds(6));
        ApplyResult result = lab.apply(new DeployPlan()
                .service("a", Condition.READY)
                .service("b", Condition.READY, "a")
                .service("slow", Condition.HEALTHY));
        assertThat(result.ending()).isEqualTo(Ending.APPLIED);
        assertThat(result.took()).isBetween(Duration.ofSeconds(6), Duration.ofSeconds(9));
    }

    @Test
    void the_owner_says_how_long_it_takes_to_settle() {
        lab.engine.has("bot").image("bot").exitsAfter(Duration.ofSeconds(14), 7);
        ApplyResult result =
                lab.apply(new DeployPlan().settlesWithin(Duration.ofSeconds(15)).service("bot", Condition.READY));
        assertThat(problem(result)).isEqualTo("container bot was ready, and ended with exit code 7");
        assertThat(result.took()).isBetween(Duration.ofSeconds(14), Duration.ofSeconds(16));
    }

    @Test
    void what_stays_as_it_is_and_dies_meanwhile_fails_the_run() {
        String unused = old("db", "no");
        lab.healthTested("app").engine.image("app").becomesHealthyAfter(Duration.ofSeconds(5));
        lab.clock.after(Duration.ofSeconds(2), () -> lab.engine.troubles().dies("db", 1));
        ApplyResult result =
                lab.apply(new DeployPlan().service("app", Condition.HEALTHY).standing("db", Condition.READY, false));
        assertThat(result.ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(problem(result)).isEqualTo("container db was ready, and ended with exit code 1");
    }

    @Test
    void what_needs_one_that_stays_as_it_is_and_died_is_not_begun() {
        String unused = old("db", "no");
        lab.engine.has("app", "web");
        lab.healthTested("slow").engine.image("slow").becomesHealthyAfter(Duration.ofSeconds(5));
        lab.clock.after(Duration.ofSeconds(2), () -> lab.engine.troubles().dies("db", 1));
        assertOnlyRuns(
                "slow",
                applyKeeping(new DeployPlan()
                        .service("slow", Condition.HEALTHY)
                        .service("app", Condition.READY, "slow")
                        .service("web", Condition.READY, "app")
                        .standing("db", Condition.READY, false, "app")));
    }

    @Test
    void a_start_that_is_held_back_does_not_begin_when_what_it_needs_is_known_to_be_down() {
        String unused = old("db", "no");
        lab.engine.has("app", "other");
        lab.engine.on(Calls.of(Verb.STATUS)).takes(Duration.ofMillis(500), Times.always());
        lab.onEvent = event -> {
            if (event instanceof HomelabEvent.StepStarted started
                    && started.step().work() instanceof Action.CreateContainer create
                    && create.container().name().equals("app")) {
                lab.engine.troubles().dies("db", 1);
            }
        };
        assertOnlyRuns(
                "other",
                applyKeeping(new DeployPlan()
                        .service("other", Condition.READY)
                        .service("app", Condition.READY, "other")
                        .standing("db", Condition.READY, false, "app")));
        assertThat(lab.heard).anySatisfy(event -> assertThat(event)
                .asInstanceOf(InstanceOfAssertFactories.type(HomelabEvent.StepProgressed.class))
                .extracting(HomelabEvent.StepProgressed::status)
                .isEqualTo("waiting until db is well again"));
    }

    private ApplyResult applyKeeping(DeployPlan plan) {
        return lab.apply(plan, ApplyOptions.DEFAULT.withOnFailure(OnFailure.KEEP));
    }

    private void assertOnlyRuns(String service, ApplyResult result) {
        assertThat(result.ending()).isEqualTo(Ending.APPLIED_IN_PART);
        assertThat(problem(result)).isEqualTo("container db was ready, and ended with exit code 1");
        assertThat(result.failures()).singleElement().satisfies(failure -> assertThat(failure.skipped())
                .contains(ResourceId.service("app")));
        assertThat(lab.engine.running()).containsExactly(service);
    }

    @Test
    void what_stays_as_it_is_may_stumble_once_over_what_is_replaced() {
        String unused = old("app", "always");
        lab.healthTested("db").engine.image("db").becomesHealthyAfter(Duration.ofSeconds(5));
        lab.clock.after(Duration.ofSeconds(2), () -> lab.engine.troubles().dies("app", 1));
        ApplyResult result =
                lab.apply(new DeployPlan().service("db", Condition.HEALTHY).standing("app", Condition.READY, false));
        assertThat(result.ending()).isEqualTo(Ending.APPLIED);
        assertThat(result.took()).isGreaterThan(Restarts.SHORTEST_PROOF);
    }

    @Test
    void what_somebody_takes_off_its_network_fails_the_run() {
        lab.engine.given("neighbour").network("net").running();
        lab.engine.has("web");
        lab.clock.after(Duration.ofSeconds(2), () -> lab.engine.troubles().isTakenOff("web", "net"));
        ApplyResult result = lab.apply(new DeployPlan().in("net").service("web", Condition.READY));
        assertThat(result.ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(problem(result)).isEqualTo("container web is not in network net any more: somebody took it off");
    }

    @Test
    void what_stays_and_is_taken_off_its_network_while_others_settle_fails_the_run() {
        lab.engine
                .given("db")
                .madeByCompose(DeployPlan.PROJECT, "db", "h")
                .network("net")
                .running();
        lab.engine.has("web");
        lab.clock.after(Duration.ofSeconds(2), () -> lab.engine.troubles().isTakenOff("db", "net"));
        ApplyResult result = lab.apply(new DeployPlan()
                .in("net")
                .standing("db", Condition.READY, false)
                .service("web", Condition.READY));
        assertThat(problem(result)).isEqualTo("container db is not in network net any more: somebody took it off");
    }

    @Test
    void what_ends_well_though_nobody_waits_for_that_is_told_by_name() {
        lab.engine.has("mailer").image("mailer").exitsAfter(Duration.ofSeconds(1), 0);
        ApplyResult result = lab.apply(new DeployPlan().service("mailer", Condition.READY));
        assertThat(result.ending()).isEqualTo(Ending.APPLIED);
        assertThat(result.quietEnds()).containsExactly(new QuietEnd("mailer", "mailer"));
    }

    @Test
    void what_ends_well_at_once_is_told_too() {
        lab.engine.has("mailer").image("mailer").exitsAfter(Duration.ofMillis(50), 0);
        ApplyResult result = lab.apply(new DeployPlan().service("mailer", Condition.READY));
        assertThat(result.quietEnds()).containsExactly(new QuietEnd("mailer", "mailer"));
    }

    @Test
    void a_job_that_ends_well_is_nothing_to_tell() {
        lab.engine.has("seed", "cleanup").image("seed").exitsAfter(Duration.ofSeconds(1), 0);
        lab.engine.image("cleanup").exitsAfter(Duration.ofSeconds(1), 0);
        ApplyResult result = lab.apply(new DeployPlan()
                .service("seed", Condition.COMPLETED)
                .end(Lasting.End.ACCEPTED)
                .service("cleanup", Condition.READY));
        assertThat(result.ending()).isEqualTo(Ending.APPLIED);
        assertThat(result.quietEnds()).isEmpty();
    }

    @Test
    void the_successor_of_what_was_up_is_no_job_and_fails_by_ending_well() {
        String oldId = old("bot", "no");
        lab.engine.has("bot").image("bot").exitsAfter(Duration.ofSeconds(1), 0);
        ApplyResult result = lab.apply(new DeployPlan().end(Lasting.End.FAILS).replaced("bot", oldId, Condition.READY));
        assertThat(result.ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(problem(result)).isEqualTo("container bot was ready, and ended with exit code 0");
        assertThat(result.failures().get(0).remedy()).contains("restart: on-failure");
        assertThat(lab.engine.container("bot").id()).isEqualTo(oldId);
    }

    @Test
    void what_stays_as_it_is_and_ends_well_is_told_and_takes_nothing_else_down() {
        String unused = old("bot", "no");
        lab.healthTested("app").engine.image("app").becomesHealthyAfter(Duration.ofSeconds(5));
        lab.clock.after(Duration.ofSeconds(2), () -> lab.engine.troubles().dies("bot", 0));
        ApplyResult result = lab.apply(new DeployPlan()
                .service("app", Condition.HEALTHY)
                .end(Lasting.End.FAILS)
                .standing("bot", Condition.READY, false));
        assertThat(result.ending()).isEqualTo(Ending.APPLIED_IN_PART);
        assertThat(problem(result)).isEqualTo("container bot was ready, and ended with exit code 0");
        assertThat(lab.engine.running()).contains("app");
    }

    @Test
    void an_old_crash_loop_is_told_and_takes_nothing_else_down() {
        lab.engine.image("bot-old").exitsAfter(Duration.ofSeconds(12), 7);
        String unused = old("bot", "unless-stopped");
        lab.clock.advance(Duration.ofSeconds(40));
        lab.healthTested("app");
        ApplyResult result =
                lab.apply(new DeployPlan().service("app", Condition.HEALTHY).standing("bot", Condition.READY, true));
        assertThat(result.ending()).isEqualTo(Ending.APPLIED_IN_PART);
        assertThat(problem(result)).startsWith("container bot keeps ending");
        assertThat(lab.engine.running()).contains("app");
    }

    @Test
    void a_crash_loop_is_told_though_nothing_is_to_do() {
        lab.engine.image("bot-old").exitsAfter(Duration.ofSeconds(12), 7);
        String unused = old("bot", "unless-stopped");
        lab.clock.advance(Duration.ofSeconds(40));
        ApplyResult result = lab.apply(new DeployPlan().standing("bot", Condition.READY, true));
        assertThat(result.ending()).isEqualTo(Ending.APPLIED_IN_PART);
    }

    @Test
    void out_of_time_and_to_be_kept_leaves_what_was_not_ready_for_a_look() {
        lab.healthTested("bot").engine.image("bot").neverHealthy();
        ApplyResult result = lab.apply(
                new DeployPlan().service("bot", Condition.HEALTHY),
                ApplyOptions.DEFAULT.withOnFailure(OnFailure.KEEP).withWithin(Duration.ofSeconds(3)));
        assertThat(result.ending()).isEqualTo(Ending.TIMED_OUT);
        assertThat(lab.engine.running()).containsExactly("bot");
    }

    @Test
    void a_start_interval_without_a_start_period_is_no_reason_to_leave_the_test_to_the_engine() {
        lab.engine
                .has("web")
                .image("web")
                .config(
                        "Healthcheck",
                        Map.of(
                                "Test",
                                List.of("CMD", "test"),
                                "Interval",
                                Duration.ofSeconds(30).toNanos(),
                                "StartInterval",
                                Duration.ofSeconds(1).toNanos()));
        ApplyResult result = lab.apply(new DeployPlan().service("web", Condition.HEALTHY));
        assertThat(result.took()).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void who_cancels_while_it_settles_gets_back_what_was_there() {
        String oldId = old("api", "no");
        lab.engine.has("api");
        lab.clock.after(Duration.ofSeconds(2), lab.cancellation::cancel);
        ApplyResult result = lab.apply(new DeployPlan().replaced("api", oldId, Condition.READY));
        assertThat(result.ending()).isEqualTo(Ending.CANCELLED);
        assertThat(lab.engine.container("api").id()).isEqualTo(oldId);
        assertThat(lab.engine.running()).containsExactly("api");
    }

    @Test
    void the_removal_of_what_was_replaced_is_the_last_thing_that_is_done() {
        String oldId = old("api", "no");
        lab.engine.has("api");
        ApplyResult result = lab.apply(new DeployPlan().replaced("api", oldId, Condition.READY));
        assertThat(result.steps().get(result.steps().size() - 1).step().work())
                .isEqualTo(new Action.RemoveContainer(oldId, true));
        assertThat(result.took()).isGreaterThan(Settling.UNTESTED);
    }
}
