package io.homelabhub.testkit;

import static io.homelabhub.testkit.HomelabAssertions.assertThatExceptionOfType;
import static io.homelabhub.testkit.Moment.started;
import static io.homelabhub.testkit.StandIn.service;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;

/** What a scenario expects and does not get is told. What it gets, on two engines, is tried with the Docker engine. */
@HomelabTest
class ScenarioTests {
    private static final StandIn DB = service("db").healthyAfter(Duration.ofSeconds(1));
    private static final StandIn BOT = service("bot").needs(DB);

    @Test
    void a_moment_that_does_not_come(Scenario scenario) {
        failure(() -> scenario.written(DB, BOT)
                        .once(started(BOT), story -> {})
                        .deploy("db")
                        .succeeds())
                .withMessageContaining("moments that did not come")
                .withMessageContaining("bot is started");
    }

    @Test
    void a_happening_that_fails(Scenario scenario) {
        failure(() -> scenario.written(DB, BOT)
                        .once(started(DB), story -> story.crashes(BOT, 1))
                        .deploy("all")
                        .succeeds())
                .withMessageContaining("bot does not run");
    }

    @Test
    void an_act_that_ends_otherwise(Scenario scenario) {
        failure(() -> scenario.written(DB.neverHealthy()).deploy("db").succeeds())
                .withMessageContaining("everything was applied");
    }

    @Test
    void a_service_that_runs_and_should_not(Scenario scenario) {
        scenario.given(DB, BOT);

        failure(() -> scenario.runs(DB)).withMessageContaining("services that run");
        failure(() -> scenario.hasContainersOf()).withMessageContaining("services that have a container");
    }

    @Test
    void a_container_that_was_not_kept(Scenario scenario) {
        scenario.given(DB).written(DB.logs("version 2")).deploy("db").succeeds();

        failure(() -> scenario.keptContainersOf(DB)).withMessageContaining("the id of the container of db");
    }

    @Test
    void something_that_is_left_to_do(Scenario scenario) {
        scenario.given(DB).isStopped(DB);

        failure(scenario::isUpToDate).withMessageContaining("there is nothing to do");
    }

    @Test
    void services_that_the_files_have_no_more_are_orphans(Scenario scenario) {
        scenario.given(DB, BOT)
                .forgotten(BOT)
                .deploy("all")
                .plan(plan -> plan.keeps("db"))
                .succeeds()
                .runs(DB, BOT);
    }

    private static ThrowableAssertAlternative<AssertionError> failure(ThrowingCallable code) {
        return assertThatExceptionOfType(AssertionError.class).isThrownBy(code);
    }
}
