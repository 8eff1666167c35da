package io.homelabhub.docker;

import static io.homelabhub.testkit.Moment.awaited;
import static io.homelabhub.testkit.Moment.step;
import static io.homelabhub.testkit.StandIn.service;

import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.run.Ending;
import io.homelabhub.run.OnFailure;
import io.homelabhub.testkit.PlanAssert;
import io.homelabhub.testkit.Scenario;
import io.homelabhub.testkit.StandIn;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What comes of deploys and undeploys, on whatever engine the scenarios are played. */
interface DeployScenarios {
    Duration MOMENT = Duration.ofMillis(300);

    StandIn DB = service("db").healthyAfter(MOMENT);
    StandIn BOT = service("bot").needs(DB).healthyAfter(Duration.ZERO);
    StandIn CACHE = service("cache");

    @Test
    default void a_bot_starts_when_its_database_is_ready(Scenario scenario) {
        scenario.written(DB, BOT)
                .deploy("bot")
                .plan(plan -> plan.creates("db").before("bot"))
                .ends(result -> result.applied().succeeded("bot").within(Duration.ofSeconds(30)))
                .timeline(timeline -> timeline.readyBeforeStartOf("db", "bot"))
                .runs(DB, BOT)
                .isUpToDate();
    }

    @Test
    default void a_database_that_is_never_healthy_keeps_the_bot_from_starting(Scenario scenario) {
        scenario.written(DB.neverHealthy().healthSays("no response"), BOT, CACHE)
                .deploy("all")
                .ends(result -> result.rolledBack()
                        .failedOnly("db")
                        .tells("no response")
                        .skipped("bot")
                        .succeeded("cache"))
                .timeline(timeline -> timeline.neverStarts("bot"))
                .hasContainersOf();
    }

    @Test
    default void a_migration_that_fails_keeps_the_application_from_starting(Scenario scenario) {
        StandIn migration =
                service("migration").logs("it's \"$TABLE\" that is locked").endsAfter(MOMENT, 3);
        StandIn app = service("app").needsTheEndOf(migration);
        scenario.written(migration, app)
                .deploy("app")
                .ends(result -> result.failedOnly("migration")
                        .tells("exit code 3")
                        .tells("it's \"$TABLE\" that is locked")
                        .skipped("app"))
                .written(migration.endsAfter(MOMENT, 0))
                .deploy("app")
                .succeeds()
                .runs(app)
                .isUpToDate();
    }

    @Test
    default void a_new_version_that_crashes_gives_way_to_the_old_one(Scenario scenario) {
        scenario.given(DB, BOT)
                .written(BOT.logs("cannot read the token").neverHealthy().endsAfter(MOMENT, 1))
                .deploy("bot")
                .plan(plan -> plan.recreates("bot").and().keeps("db"))
                .ends(result -> result.rolledBack().failedOnly("bot").tells("cannot read the token"))
                .keptContainersOf(DB, BOT)
                .runs(DB, BOT)
                .hasContainersOf(DB, BOT)
                .written(BOT)
                .isUpToDate();
    }

    @Test
    default void a_new_version_takes_the_place_of_the_old_one(Scenario scenario) {
        scenario.given(DB, BOT)
                .written(BOT.logs("version 2"))
                .deploy("bot")
                .plan(plan -> plan.recreates("bot").and().keeps("db"))
                .succeeds()
                .keptContainersOf(DB)
                .hasContainersOf(DB, BOT)
                .runs(DB, BOT)
                .isUpToDate();
    }

    @Test
    default void a_container_that_somebody_stopped_or_removed_comes_back(Scenario scenario) {
        scenario.given(DB, BOT, CACHE)
                .isStopped(CACHE)
                .isRemoved(BOT)
                .deploy("all")
                .plan(plan -> plan.starts("cache").and().creates("bot").and().keeps("db"))
                .succeeds()
                .keptContainersOf(DB, CACHE)
                .runs(DB, BOT, CACHE);
    }

    @Test
    default void a_bot_that_crashes_while_it_is_awaited_is_told(Scenario scenario) {
        StandIn slow = BOT.neverHealthy();
        scenario.written(DB, slow)
                .once(awaited(slow), story -> story.crashes(slow, 9))
                .deploy("all")
                .ends(result -> result.rolledBack().failedOnly("bot").tells("exit code 9"))
                .hasContainersOf();
    }

    @Test
    default void a_deploy_that_is_cancelled_leaves_what_was_there(Scenario scenario) {
        StandIn slow = BOT.neverHealthy();
        scenario.given(DB)
                .written(slow, CACHE)
                .once(awaited(slow), Scenario::cancel)
                .deploy("all")
                .ends(result -> result.endedAs(Ending.CANCELLED))
                .keptContainersOf(DB)
                .hasContainersOf(DB);
    }

    @Test
    default void a_deploy_that_is_cancelled_at_its_first_step_can_be_repeated(Scenario scenario) {
        scenario.written(DB, BOT)
                .once(step(1), Scenario::cancel)
                .deploy("all")
                .ends(result -> result.endedAs(Ending.CANCELLED))
                .hasContainersOf()
                .deploy("all")
                .succeeds()
                .runs(DB, BOT);
    }

    @Test
    default void what_succeeded_stays_if_it_is_asked_to(Scenario scenario) {
        scenario.written(DB.neverHealthy(), BOT, CACHE)
                .deploy(DeployRequest.of(List.of("all")).withOnFailure(OnFailure.KEEP))
                .ends(result -> result.endedAs(Ending.APPLIED_IN_PART).failedOnly("db"))
                .runs(DB, CACHE);
    }

    @Test
    default void an_undeploy_stops_the_bot_and_leaves_its_database(Scenario scenario) {
        scenario.given(DB, BOT)
                .undeploy("bot")
                .succeeds()
                .keptContainersOf(DB)
                .runs(DB)
                .undeploy("db")
                .succeeds()
                .hasContainersOf();
    }

    @Test
    default void a_database_that_a_bot_needs_is_not_undeployed_under_it(Scenario scenario) {
        scenario.given(DB, BOT)
                .undeploy("db")
                .plan(PlanAssert::isRefused)
                .isNotApplied()
                .runs(DB, BOT);
    }
}
